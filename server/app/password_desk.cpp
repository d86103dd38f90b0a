#include "server/app/password_desk.hpp"

#include "crypto/random.hpp"

#include <chrono>

namespace daylit::app {

namespace {

// Gives the place back.
class Place {
public:
    explicit Place(std::counting_semaphore<64>& places) : places_(places) {}
    ~Place() { places_.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    std::counting_semaphore<64>& places_;
};

}  // namespace

Outcome PasswordDesk::take_place() {
    return places_.try_acquire_for(std::chrono::seconds(2))
               ? Outcome(Done{})
               : Outcome(refuse("password_desk_busy", "", {"2"}));
}

Result<std::string> PasswordDesk::hash(const Secret& password) {
    if (auto place = take_place(); !place) {
        return place.refusal();
    }
    const Place place(places_);
    return hash_password(password, random_entropy(), cost_);
}

Result<bool> PasswordDesk::check(const Secret& password, std::string_view record) {
    if (auto place = take_place(); !place) {
        return place.refusal();
    }
    const Place place(places_);
    return verify_password(password, record);
}

Outcome PasswordDesk::check_nobody(const Secret& password) {
    auto record = hash(password);
    return record ? Outcome(Done{}) : Outcome(record.refusal());
}

}  // namespace daylit::app
