#include "server/shell/house.hpp"

#include "schema/counted_store.hpp"
#include "schema/mariadb_store.hpp"
#include "server/app/heart.hpp"
#include "server/app/known.hpp"
#include "server/app/password_desk.hpp"
#include "server/app/people.hpp"
#include "server/app/quote_desk.hpp"
#include "server/app/rule_book.hpp"
#include "server/app/sign_in_guard.hpp"
#include "server/app/site.hpp"
#include "server/embedded/embedded_database.hpp"
#include "server/http/server.hpp"
#include "server/http/static_files.hpp"
#include "server/jobs/sequencer.hpp"
#include "server/jobs/worker.hpp"
#include "server/shell/access_log.hpp"
#include "server/shell/clock.hpp"
#include "server/shell/demo_accounts.hpp"
#include "server/shell/desks.hpp"
#include "server/shell/guards.hpp"
#include "server/shell/instruments.hpp"
#include "server/shell/key_folder.hpp"
#include "server/shell/logging.hpp"
#include "server/shell/marks.hpp"
#include "server/shell/program_door.hpp"
#include "server/shell/random.hpp"
#include "server/shell/storage.hpp"
#include "server/wire/dispatcher.hpp"
#include "server/wire/feed.hpp"
#include "server/wire/log_resources.hpp"

#include <Poco/Environment.h>
#include <Poco/Message.h>

namespace daylit::shell {

namespace {

using Level = Poco::Message;
constexpr auto sequencer_pause = Milliseconds(250);
constexpr auto ready_lag = std::chrono::seconds(10);
constexpr auto pulse_pause = std::chrono::seconds(1);
// The demonstration begins so long ago that its days have a working calendar for a good while.
constexpr auto first_demo_lead = std::chrono::hours(24 * 320);

class HubOutlet : public app::Outlet {
public:
    explicit HubOutlet(http::FeedHub& hub) : hub_(hub) {}
    void publish(const std::string& topic, const std::string& id, const std::string& event,
                 const std::string& data) override {
        hub_.publish(topic, {id, event, data});
    }
    void close(const std::string& topic) override { hub_.close(topic); }

private:
    http::FeedHub& hub_;
};

http::Response plain(int status, std::string text,
                     const std::string& media_type = "text/plain; charset=utf-8") {
    http::Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", media_type);
    response.body = std::make_shared<const std::string>(std::move(text));
    return response;
}

http::Response counted_as(std::string_view route, http::Response response) {
    response.route = route;
    return response;
}

std::filesystem::path private_folder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    // The database's own account must be able to pass through to its folder, and see nothing else.
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all |
                                             std::filesystem::perms::group_exec |
                                             std::filesystem::perms::others_exec);
    return folder;
}

schema::DatabaseAccess prepared(embedded::EmbeddedDatabase& database) {
    auto access = database.start();
    schema::prepare_database(access);
    return access;
}

// Rows carry seals by a key that the database does not have; where the key is new, every row gets its first
// one.
schema::StoreOptions sealing(const KeyFolder& keys, const schema::DatabaseAccess& access,
                             Instruments& instruments) {
    schema::StoreOptions options;
    options.told = instruments.store_told();
    options.sealer = keys.row_sealer(
        [&](const schema::RowSealer& sealer) { schema::seal_every_row(access.migrator, sealer); });
    return options;
}

}  // namespace

struct House::Parts {
    explicit Parts(HouseOptions options_)
        : options(std::move(options_)),
          data(private_folder(options.data)),
          keys(data, "localhost/daylight", wall_clock.now()),
          marks(options.marks, keys.log_signer().verifier()),
          storage(data, wall_clock, alarms),
          database({.folder = data / "database",
                    .buffer_pool_mebibytes = options.database_memory,
                    .told = [](const std::string& text) { log("database", Level::PRIO_WARNING, text); },
                    .space =
                        embedded::SpaceOptions{
                            .reserve = options.storage_reserve,
                            .told = [this](auto level, const auto& space) { storage.told(level, space); }}}),
          access(prepared(database)),
          note(marks.acknowledged()),
          instruments(wall_clock),
          store_options(sealing(keys, access, instruments)),
          store(access.app, store_options, &note),
          counted(store, app::known_tables()),
          known({[this] { return counted.watched_changes(); }}),
          log_reader(access.app, {}),
          log_store(access.sequencer, {}),
          command_store(counted, storage.gate(), schema::Writer::command,
                        [this] {
                            if (heart) {
                                heart->act_refused();
                            }
                        }),
          own_store(counted, storage.gate(), schema::Writer::own_work),
          own_log(log_store, storage.gate()),
          platform_keys(keys.platform_keys()),
          signer(keys.log_signer()),
          outlet(hub) {
        if (options.demo) {
            accelerated = std::make_unique<AcceleratedClock>(own_store, wall_clock, 1, first_demo_lead);
        }
    }

    ~Parts() { instruments.stop(); }  // also where a start fails: they look at what dies before them
    HouseOptions options;
    std::filesystem::path data;
    SystemClock wall_clock;
    KeyFolder keys;
    Marks marks;
    app::AlarmBoard alarms;
    Storage storage;
    embedded::EmbeddedDatabase database;
    schema::DatabaseAccess access;
    schema::AcknowledgedNote note;
    Instruments instruments;
    schema::StoreOptions store_options;
    schema::MariaStore store;
    schema::CountedStore counted;
    app::Known known;
    schema::MariaLogStore log_reader;
    schema::MariaLogStore log_store;
    // What commands and pulses, the jobs, and the log's keepers write through.
    schema::GatedStore command_store;
    schema::GatedStore own_store;
    schema::GatedLogStore own_log;
    app::Keys platform_keys;
    NoteSigner signer;
    SystemRandom random;
    app::RuleBook rules;
    app::PasswordDesk passwords{4};
    app::QuoteDesk quotes;
    std::vector<app::FirstAdministrator> first_administrators;
    http::FeedHub hub;
    HubOutlet outlet;
    std::unique_ptr<AcceleratedClock> accelerated;
    ParserProcess envelopes{options.parser};
    std::unique_ptr<app::Services> services;
    std::unique_ptr<app::Services> own_services;  // of the jobs
    std::unique_ptr<app::Heart> heart;
    std::unique_ptr<app::OutageWatch> outage_watch;
    std::unique_ptr<http::StaticFiles> pages;
    http::Response api_description;
    std::unique_ptr<jobs::Sequencer> sequencer;
    std::unique_ptr<wire::Dispatcher> dispatcher;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<http::Server> programs_server;
    std::unique_ptr<jobs::Worker> sequencing;
    std::unique_ptr<jobs::Worker> beating;
    std::unique_ptr<Desks> desks;
    std::unique_ptr<Guards> guards;
    bool stopped = false;

    // --- putting together ---

    app::Pace pace() const {
        if (!accelerated) {
            return {};
        }
        const auto anchor = accelerated->anchor();
        return {anchor.rate, anchor.slow_from, anchor.slow_rate.value_or(1)};
    }

    // The same after a restart, and another for every server on the database.
    std::string server_name() const {
        return Poco::Environment::nodeName().substr(0, 58) + ":" + std::to_string(options.port);
    }

    app::Settings settings() const {
        return {.center_name_zh = options.center_name_zh,
                .center_name_en = options.center_name_en,
                .center_code = options.center_code,
                .log_origin = signer.verifier().name(),
                .log_verifier = signer.verifier().text(),
                .public_address = "https://localhost:" + std::to_string(options.port),
                .account_name = options.account_name,
                .account_bank = options.account_bank,
                .account_number = options.account_number,
                .demo = options.demo,
                .second_factor = options.second_factor,
                .step_up_life = options.step_up_life,
                .witness_keys = witness_keys(options.guards),
                .time_stamps = options.guards.stamps.has_value(),
                .programs = {.longest_token = std::chrono::days(options.longest_token_days)}};
    }

    std::unique_ptr<app::Services> services_on(schema::Store& gated) {
        const Clock& procedure_clock = accelerated ? static_cast<const Clock&>(*accelerated) : wall_clock;
        return std::unique_ptr<app::Services>(new app::Services{
            gated, log_reader, procedure_clock, wall_clock, random, outlet, platform_keys, rules, passwords,
            quotes, settings(), [this] { return pace(); }, [this] { return alarms.standing(); },
            [this] { beating->ring(); }, [this] { return heart->last_beat(); }, &envelopes, &known});
    }

    // That the database is the one that this machine acknowledged and signed, and no older copy.
    void check_marks() {
        store.check_acknowledged();
        sequencer->check_signed();
        bool has_signed = false;
        log_reader.read([&](schema::LogWork& work) { has_signed = work.checkpoint().has_value(); });
        if (!has_signed || (note.last() && std::filesystem::exists(marks.signed_head()))) {
            return;
        }
        const auto what = "what was acknowledged and signed last is not known: " + marks.folder().string() +
                          " lacks acknowledged or signed-head";
        if (!options.new_marks) {
            throw std::runtime_error(what +
                                     ". Bring them; or, where they are lost, compare the database with "
                                     "its backups and witnesses, and start once with --new-marks");
        }
        alarms.raise("marks", "new", what + "; the server was started with --new-marks", wall_clock.now());
        log("house", Level::PRIO_WARNING, what);
    }

    void compose() {
        sequencer = std::make_unique<jobs::Sequencer>(
            own_log, keys.log_signer(), signer.verifier().name(), jobs::SignedHead(marks.signed_head()),
            [this](std::uint64_t size, const std::vector<Digest>& events) {
                instruments.signed_one(size, events);
            });
        check_marks();
        // Made once: it costs more than any request should.
        api_description = plain(200, boost::json::serialize(wire::openapi_document(wire::all_routes())),
                                "application/json");
        services = services_on(command_store);
        own_services = services_on(own_store);
        heart = std::make_unique<app::Heart>(*services, server_name());
        outage_watch = std::make_unique<app::OutageWatch>(*own_services);
        outage_watch->found = [this](const schema::OutageRow& row) { instruments.found(row); };
        quotes.committed = [this](std::size_t count) { instruments.quotes_committed(count); };
        first_administrators = app::make_first_administrators(*own_services);
        if (options.demo && !first_administrators.empty()) {
            write_demo_accounts(data, first_administrators);
        }
        pages = std::make_unique<http::StaticFiles>(options.web, is_page);
        dispatcher = std::make_unique<wire::Dispatcher>(
            *services, wire::all_routes(),
            [this](const app::Caller& caller, const app::Params& params, const http::Request& request) {
                return wire::make_feed(*services, caller, params, request);
            },
            [this](const http::Request& request) { return other_resource(request); }, options.limits.requests,
            std::chrono::steady_clock::now, [this] { return counted.changes(); },
            options.limits.shared_answers);
    }

    // --- what is no route of the API ---

    static bool is_page(std::string_view path) {
        return !path.starts_with("/api/") && !path.starts_with("/log/") && !path.starts_with("/assets/") &&
               path.find('.') == std::string_view::npos;
    }

    // Acts that bind are sent to a lot's address, and the probes' to theirs.
    static bool is_signed_act(const http::Request& request) {
        return request.method == "POST" &&
               (request.path.starts_with("/api/v1/lots/") || request.path == "/api/v1/probes");
    }

    std::optional<http::Response> other_resource(const http::Request& request) {
        if (request.path == "/livez") {
            return counted_as("/livez", plain(200, "alive\n"));
        }
        if (request.path == "/readyz") {
            return counted_as("/readyz", readiness());
        }
        if (request.path == "/openapi.json") {
            return counted_as("/openapi.json", api_description);
        }
        if (wire::is_log_resource(request.path)) {
            return counted_as("/log/", wire::log_resource(*services, request));
        }
        auto page = pages->find(request);
        return page ? std::optional(counted_as("/", std::move(*page))) : std::nullopt;
    }

    http::Response readiness() {
        const auto lag = std::chrono::steady_clock::now() - sequencing->last_success();
        const bool database_answers = store.alive();
        const bool sequencer_runs = lag < ready_lag;
        // Where it stands still because nothing may be written, reading goes on.
        const bool sequencer_may_rest = !storage.gate().lets(schema::Writer::own_work);
        boost::json::object report{{"database", database_answers},
                                   {"sequencer", sequencer_runs},
                                   {"storage", storage.word()},
                                   {"alarms", alarms.standing().size()}};
        return plain(database_answers && (sequencer_runs || sequencer_may_rest) ? 200 : 503,
                     boost::json::serialize(report), "application/json");
    }

    // --- running ---

    void start_jobs() {
        const auto failed = [this](const std::string& name, const std::string& error) {
            instruments.job_failed(name);
            log("jobs", Level::PRIO_ERROR, error, {{"job", name}});
        };
        sequencing = std::make_unique<jobs::Worker>(
            "sequencer", sequencer_pause, [this] { return sequencer->run(); }, failed);
        guards = std::make_unique<Guards>(
            options.guards, Guards::Surroundings{*own_services, own_log, access, store_options, alarms},
            signer.verifier(), failed);
        beating = std::make_unique<jobs::Worker>(
            "pulse", pulse_pause,
            [this] {
                heart->beat();
                return false;
            },
            failed);
        desks = std::make_unique<Desks>(
            *own_services, *outage_watch, [this] { return counted.changes(); }, failed);
        if (accelerated) {
            desks->keep_pace(*accelerated, options.pace);
        }
    }

    void start_server() {
        http::ServerOptions http_options;
        http_options.address = options.address;
        http_options.port = static_cast<unsigned short>(options.port);
        http_options.certificate_file = keys.tls_certificate();
        http_options.key_file = keys.tls_key();
        const std::vector<std::string> names{"localhost", "127.0.0.1", "[::1]"};
        for (const auto& name : names) {
            http_options.hosts.push_back(name + ":" + std::to_string(options.port));
        }
        options.limits.apply(http_options);
        http_options.arrived = [this](const http::Request& request) {
            return is_signed_act(request) ? heart->act_arrived() : nullptr;
        };
        http_options.heartbeat = [this] { return app::time_message(*services); };
        http_options.access = access_log();
        if (options.metrics.port != 0) {
            http_options.answered = [this](const http::AnsweredRequest& request) {
                instruments.answered(request);
            };
        }
        http_options.failed = [](const std::string& id, const std::string& what) {
            log("http", Level::PRIO_ERROR, what, {{"request_id", id}});
        };
        if (options.programs_port != 0) {
            programs_server = std::make_unique<http::Server>(
                program_listener(http_options, names, options.programs_port,
                                 options.limits.program_connections, *services),
                *dispatcher, hub);
            programs_server->start();
        }
        server = std::make_unique<http::Server>(std::move(http_options), *dispatcher, hub);
        // What may not be had is found before the first request is answered.
        instruments.open(options.metrics,
                         {store, *services, hub, *server, *sequencing, *guards, data / "database"});
        server->start();
    }

    // The next server's procedure clock goes on from here; should it not be noted now, then from the last
    // note.
    void note_clock() {
        try {
            accelerated->note_running(AcceleratedClock::Note::now);
        } catch (const std::exception& error) {
            log("house", Level::PRIO_WARNING, error.what());
        }
    }

    // Where it cannot be said, the others notice by themselves.
    void take_leave() {
        try {
            heart->rest();
        } catch (const std::exception& error) {
            log("house", Level::PRIO_WARNING, error.what());
        }
    }

    void stop() {
        if (std::exchange(stopped, true)) {
            return;
        }
        log("house", Level::PRIO_INFORMATION, "stopping");
        instruments.stop();
        for (const auto& listener : {server.get(), programs_server.get()}) {
            if (listener != nullptr) {
                listener->stop(std::chrono::seconds(10));
            }
        }
        if (desks) {
            desks->stop();
        }
        if (guards) {
            guards->stop();
        }
        if (sequencing) {
            sequencing->stop();
        }
        if (beating) {
            beating->stop();
            take_leave();
        }
        if (accelerated) {
            note_clock();
        }
        database.stop();
        log("house", Level::PRIO_INFORMATION, "stopped");
    }
};

House::House(HouseOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {
    parts_->compose();
    parts_->start_jobs();
    parts_->start_server();
}

House::~House() {
    stop();
}

void House::stop() {
    parts_->stop();
}

std::string House::greeting() const {
    const auto& authority = parts_->keys.local_authority().string();
    const auto settings = parts_->settings();
    std::string text = "\nDaylight 阳光交易 is open at " + settings.public_address + "\n";
    if (settings.second_factor == registry::SecondFactorPolicy::optional) {
        text += "Staff may work without a second factor (accounts.second_factor=optional).\n";
    }
    if (parts_->options.programs_port != 0) {
        text +=
            "Programs with certificates: https://localhost:" + std::to_string(parts_->options.programs_port) +
            "\n";
    }
    text += "Data: " + parts_->data.string() + "\n";
    text += "To trust this machine's certificate: curl --cacert " + authority + " …\n";
    text += "or import " + authority + " as an authority in the browser.\n";
    if (const auto port = parts_->instruments.port()) {
        text +=
            "Metrics: http://" + parts_->options.metrics.address + ":" + std::to_string(*port) + "/metrics\n";
    }
    if (!parts_->first_administrators.empty()) {
        text += "The first administrators (shown this once; change the passwords):\n";
    }
    for (const auto& administrator : parts_->first_administrators) {
        text += "  " + administrator.login + "  " + administrator.password + "\n";
    }
    return text;
}

}  // namespace daylit::shell
