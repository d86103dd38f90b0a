// The threads that handlers run on, and the hop from a coroutine to them and back.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <functional>
#include <memory>

namespace daylit::http {

namespace asio = boost::asio;

// Bounded work in front of the handler's threads.
class WorkerPool {
public:
    WorkerPool(int threads, std::size_t most) : threads_(static_cast<std::size_t>(threads)), most_(most) {}
    bool has_room() const { return waiting_.load() < most_; }
    std::size_t waiting() const { return waiting_.load(); }
    template <class F>
    void post(F work) {
        ++waiting_;
        asio::post(threads_, [this, work = std::move(work)]() mutable {
            --waiting_;
            work();
        });
    }
    void join() { threads_.join(); }

private:
    asio::thread_pool threads_;
    std::size_t most_;
    std::atomic<std::size_t> waiting_ = 0;
};

// The one hop of the program: runs the work on the pool and comes back to the caller's executor once it has
// called `done`, on whichever thread. The work does not throw.
template <class T>
asio::awaitable<T> on_pool(WorkerPool& pool, std::function<void(std::function<void(T)> done)> work) {
    auto executor = co_await asio::this_coro::executor;
    auto initiate = [&pool, executor](auto handler, std::function<void(std::function<void(T)>)> job) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        pool.post([shared, executor, job = std::move(job)]() mutable {
            job([shared, executor](T value) {
                auto kept = std::make_shared<T>(std::move(value));
                asio::post(executor, [shared, kept]() mutable { (*shared)(std::move(*kept)); });
            });
        });
    };
    const auto& token = asio::use_awaitable;
    auto operation = asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(std::move(initiate), token,
                                                                                  std::move(work));
    co_return co_await std::move(operation);
}

}  // namespace daylit::http
