#include "tests/wire/authority_world.hpp"

#include "crypto/random.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_registry.hpp"
#include "server/app/certificates.hpp"
#include "server/app/documents.hpp"
#include "server/app/outside_certificates.hpp"
#include "server/app/people.hpp"
#include "server/app/tokens.hpp"
#include "server/app/uploads.hpp"

#include <future>

#include <fstream>

namespace daylit::wire::testing {

namespace {

using app::testing::china;
using app::testing::Party;
using registry::Role;

// The table asks for thousands of answers at once.
constexpr http::Rate no_limit{1'000'000, 1'000'000};
constexpr RequestRates unlimited{.sign_in = no_limit,
                                 .device_sign_in = no_limit,
                                 .devices_sign_in = no_limit,
                                 .reads = no_limit,
                                 .commands = no_limit,
                                 .feeds = no_limit};

constexpr const char* password = "三月的河水慢慢地流过石桥";

template <class T>
const T& sure(const Result<T>& result) {
    if (!result) {
        throw std::runtime_error("the world can be made: " + result.refusal().code + " " +
                                 result.refusal().field);
    }
    return result.value();
}

}  // namespace

AuthorityWorld::AuthorityWorld(Moment moment)
    : other_seller(seller("岱阳市第二自然资源局")),
      administrator(staff(Role::administrator)),
      other_administrator(staff(Role::administrator)),
      registrar(staff(Role::registrar)),
      supervisor(staff(Role::supervisor)),
      other_clerk(staff(Role::clerk)),
      both(with_both_roles()),
      other_finance(staff(Role::finance)),
      other_officer(staff(Role::disclosure_officer)),
      probe(staff(Role::probe)),
      newcomer(registered("new.comer", "91110000600037341L", true)) {
    trust_an_authority();
    certify(probe);
    add_askers();
    add_people();
    add_lots();
    add_land_desk();
    add_money();
    add_documents();
    procedure.set(china("2026-04-01 10:00"));
    const auto plate = things_.at("plate");
    things_["quote.own"] =
        sure(quote(first, {thing("lot.own")}, plate, Fen::yuan(10'000'000))).event_digest.hex();
    sure(quote(second, {thing("lot.own")}, thing("plate.second"), Fen::yuan(10'100'000)));
    things_["quote.other"] =
        sure(quote(second, {thing("lot.other")}, thing("plate.other"), Fen::yuan(10'000'000)))
            .event_digest.hex();
    sure(quote(first, {thing("lot.signed")}, thing("plate.signed"), Fen::yuan(10'000'000)));
    things_["notice.own"] = proposed_notice(both, {thing("lot.own")});
    things_["notice.other"] = proposed_notice(other_clerk, {thing("lot.own")});
    if (moment != Moment::before) {
        ask_who_goes_on();
    }
    if (moment == Moment::after) {
        close_lots();
    }
    // A plate is three or four digits, which stand in other numbers too: as a whole text alone it is a plate.
    things_["none.digest"] = std::string(64, 'a');
    things_["none.serial"] = std::string(32, 'a');
    marks_ = {{'n', first.name},
              {'p', '"' + plate + '"'},
              {'d', thing("reference.own")},
              {'a', thing("application.own")}};
    dispatcher_ = std::make_unique<Dispatcher>(
        *services, all_routes(),
        [](const app::Caller&, const app::Params&, const http::Request&) { return http::Feed{}; },
        [](const http::Request&) { return std::nullopt; }, unlimited);
    for (const auto& asker : askers_) {
        open_session(asker);
    }
    beginning_ = store.copy();
}

AuthorityWorld::~AuthorityWorld() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void AuthorityWorld::trust_an_authority() {
    folder_ = std::filesystem::temp_directory_path() / ("daylight-authority-" + random_serial());
    std::filesystem::create_directories(folder_);
    outside_ =
        CertificateAuthority::create({"Licensed authority"}, random_serial(),
                                     {wall.now() - std::chrono::days(1), wall.now() + std::chrono::days(365)})
            .value();
    const auto write = [&](const std::string& name, const std::string& bytes) {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    };
    write("licensed.pem", outside_->certificate().pem());
    write("licensed.json", R"({"uscc_attribute":"2.5.4.97","uscc_prefix":"NTRCN-"})");
    write("licensed.crl", outside_->revoke({1, wall.now(), wall.now() + std::chrono::days(7), {}}).pem());
    own_keys_ = std::make_unique<app::Keys>(keys.authority, keys.receipt_key, keys.receipt_certificate,
                                            keys.sealing_key.duplicate(), keys.linking_key.duplicate(),
                                            std::make_shared<app::TrustedAuthorities>(folder_));
    const auto settings = services->settings;
    services.reset(new app::Services{store, log, procedure, wall, random, outlet, *own_keys_, rules,
                                     passwords, quotes, settings});
    heart = std::make_unique<app::Heart>(*services, "test:8443");
}

const Asker& AuthorityWorld::asker(const std::string& label) const {
    const auto found =
        std::find_if(askers_.begin(), askers_.end(), [&](const auto& one) { return one.label == label; });
    if (found == askers_.end()) {
        throw std::runtime_error("no column: " + label);
    }
    return *found;
}

const std::string& AuthorityWorld::thing(const std::string& name) const {
    const auto found = things_.find(name);
    if (found == things_.end()) {
        throw std::runtime_error("the world has no " + name);
    }
    return found->second;
}

void AuthorityWorld::put_back() {
    store.put_back(*beginning_);
}

// --- who is there ---

void AuthorityWorld::add_askers() {
    askers_ = {{"visitor", std::nullopt},
               {"newcomer", newcomer},
               {"bidder", first},
               {"seller", seller_party},
               {"administrator", administrator},
               {"registrar", registrar},
               {"clerk", clerk},
               {"reviewer", reviewer},
               {"clerk + reviewer", both},
               {"finance", finance},
               {"officer", officer},
               {"supervisor", supervisor},
               {"probe", probe}};
}

Party AuthorityWorld::with_both_roles() {
    auto party = staff(Role::clerk);
    store.transact([&](schema::UnitOfWork& tx) {
        auto row = tx.find<schema::PersonRow>(schema::Lock::update, *party.caller.person);
        auto state = parse_as<registry::PersonState>(row->state).value();
        state.roles = {Role::clerk, Role::reviewer};
        row->state = to_json_text(state);
        ensure(tx.update(*row), "the person is there");
    });
    party.caller.roles = {Role::clerk, Role::reviewer};
    return party;
}

Party AuthorityWorld::registered(const std::string& login, const std::string& uscc, bool returned) {
    const auto& agreement = rules.agreement();
    const app::Registration in{
        {registry::OrganisationKind::bidder, registry::ApplicantKind::enterprise, "新来" + login, uscc,
         "岱阳市人民路 1 号", "王一"},
        {login, password, "王二", "13800138000", "wang.er@example.com"},
        {uploaded("letter of " + login), "参加土地竞买的全部事宜", parse_date("2026-12-31", "").value()},
        {agreement.version, agreement.digest}};
    auto entering = visitor();
    const auto view = sure(register_organisation(entering, {}, in));
    if (returned) {
        auto returning = call(registrar);
        sure(return_organisation(returning, path({{"id", view.organisation_id.text}}), {"材料不全"}));
    }
    Party party;
    party.name = in.organisation.name;
    party.caller.person = view.person_id;
    party.caller.organisation = view.organisation_id;
    party.caller.organisation_name = party.name;
    return party;
}

void AuthorityWorld::add_people() {
    things_["organisation"] = registered("wait.ing", "12350100MB02709751", false).caller.organisation->text;
    const auto colleague = [&](const Party& party, const std::string& login, bool disabled) {
        auto adding = call(party);
        const auto view = sure(add_colleague(
            adding, {},
            {login,
             password,
             "同事",
             "13800138001",
             "a@example.com",
             {uploaded("letter of " + login), "参加竞买", parse_date("2026-12-31", "").value()}}));
        if (disabled) {
            auto disabling = call(party);
            sure(disable_person(disabling, path({{"id", view.id.text}}), {"离职"}));
        }
        return view.id.text;
    };
    things_["person.own"] = colleague(first, "col.league", false);
    Party colleague_of_first = first;
    colleague_of_first.caller.person = PersonId{thing("person.own")};
    auto ordering = call(colleague_of_first);
    things_["certificate.colleague"] =
        sure(issue_certificate(ordering, {}, {make_certificate_request_pem(*first.key, "colleague")})).serial;
    things_["supervisor"] = supervisor.caller.person->text;
    things_["person.other"] = second.caller.person->text;
    things_["person.staff"] = other_clerk.caller.person->text;
    things_["disabled.own"] = colleague(first, "col.league2", true);
    things_["disabled.other"] = colleague(second, "col.league3", true);
    const auto member = [&](const Party& author, const std::string& login) {
        auto adding = call(author);
        return sure(add_staff(adding, {},
                              {login, password, "新员工", "13800138002", "b@example.com", {Role::clerk}}))
            .id.text;
    };
    things_["staff.own"] = member(administrator, "staff.own");
    things_["staff.other"] = member(other_administrator, "staff.other");
    const auto disabled = member(other_administrator, "staff.gone");
    auto disabling = call(other_administrator);
    sure(disable_person(disabling, path({{"id", disabled}}), {"离职"}));
    things_["disabled.staff"] = disabled;
    things_["administrator"] = administrator.caller.person->text;
    things_["certificate.own"] = first.serial;
    things_["certificate.other"] = second.serial;
    const auto file = [&](const Party& party, const std::string& bytes) {
        auto handing_in = call(party);
        return sure(app::upload(handing_in, "application/pdf", bytes)).digest.hex();
    };
    things_["file.own"] = file(first, "%PDF of the bidder");
    things_["file.other"] = file(second, "%PDF of another bidder");
    for (const auto& [name, party] : {std::pair("token.own", &first), std::pair("token.other", &second)}) {
        app::Call making(*services, party->caller);
        things_[name] =
            sure(app::make_token(making,
                                 {"测试", {registry::Scope::read}, wall.now() + std::chrono::days(30)},
                                 {registry::Scope::read}))
                .token.id;
    }
}

// --- land ---

void AuthorityWorld::add_lots() {
    // Only a profile without a fixed start of the timed bidding asks who goes on.
    const auto own = published("岱挂2026-1", "shantou");
    const auto dealt = published("岱挂2026-3");
    const auto kept = std::exchange(seller_party, other_seller);
    const auto other = published("岱挂2026-2");
    seller_party = kept;
    things_["lot.own"] = own.text;
    things_["lot.other"] = other.text;
    things_["lot.signed"] = dealt.text;
    things_["plate"] = qualified(first, own);
    things_["plate.signed"] = qualified(first, dealt);
    things_["plate.second"] = qualified(second, own);
    things_["plate.other"] = qualified(second, other);
    const auto application = application_of(first, own);
    things_["reference.own"] = application.deposit_reference;
    things_["application.own"] = application.id.text;
}

std::string AuthorityWorld::listed_for_review(const Party& author, const std::string& number) {
    auto drafting = call(author);
    auto content = draft({submitted(number).id});
    content.lots.front().times = later_times(content.lots.front().times);
    const auto view = sure(draft_listing(drafting, {}, content));
    auto sending = call(author);
    sure(send_listing_to_review(sending, path({{"id", view.id.text}}), {}));
    return view.id.text;
}

std::string AuthorityWorld::proposed_notice(const Party& author, const LotId& lot) {
    auto proposing = call(author);
    auction::NoticeContent content;
    content.kind = auction::NoticeKind::suspension;
    content.statement = "因故中止。";
    return sure(propose_notice(proposing, path({{"id", lot.text}}), content)).id;
}

void AuthorityWorld::add_land_desk() {
    const auto parcel_of = [&](Party party, const std::string& number) {
        const auto kept = std::exchange(seller_party, std::move(party));
        const auto id = submitted(number).id;
        seller_party = kept;
        return id;
    };
    things_["parcel.own"] = parcel_of(seller_party, "岱挂2026-11");
    things_["parcel.other"] = parcel_of(other_seller, "岱挂2026-12");
    things_["parcel.free"] = parcel_of(seller_party, "岱挂2026-13");
    for (const auto& [name, author, number] : {std::tuple("draft.own", &clerk, "岱挂2026-14"),
                                               std::tuple("draft.other", &other_clerk, "岱挂2026-15")}) {
        const auto parcel = parcel_of(seller_party, number);
        auto drafting = call(*author);
        auto content = draft({parcel});
        content.lots.front().times = later_times(content.lots.front().times);
        things_[name] = sure(draft_listing(drafting, {}, content)).id.text;
        things_[std::string(name) + ".parcel"] = parcel;
    }
    things_["review.own"] = listed_for_review(both, "岱挂2026-16");
    things_["review.other"] = listed_for_review(other_clerk, "岱挂2026-17");
}

// --- money ---

void AuthorityWorld::add_money() {
    const auto strayed = [&](const std::string& name) {
        return judged(line(name, "DR00000000000000", "某某公司", Fen::yuan(100)));
    };
    things_["line"] = strayed("b-1").id;
    const auto own = strayed("b-2");
    sure(propose(finance, own, auction::Resolution::return_to_payer));
    things_["line.own"] = own.id;
    const auto other = strayed("b-3");
    sure(propose(other_finance, other, auction::Resolution::return_to_payer));
    things_["line.other"] = other.id;
    const auto back = strayed("b-4");
    sure(propose(finance, back, auction::Resolution::return_to_payer));
    sure(confirm(other_finance, back));
    run_jobs();
    things_["refund"] = refunds_in("due").at(0).id;
}

// --- announcements ---

void AuthorityWorld::add_documents() {
    auto reading = visitor();
    const auto released = sure(app::announcements(reading, {}));
    ensure(released.items.size() >= 3, "three lots were announced");
    things_["announcement"] = released.items[0].id.text;
    const auto corrected = [&](const Party& author, const DocumentId& announcement) {
        auto drafting = call(author);
        return sure(app::draft_correction(drafting, path({{"id", announcement.text}}), {"更正：笔误。"}))
            .id.text;
    };
    things_["document.own"] = corrected(officer, released.items[1].id);
    things_["document.other"] = corrected(other_officer, released.items[2].id);
}

// --- after the deadline ---

// The bidder leads, and is asked with the other.
void AuthorityWorld::ask_who_goes_on() {
    sure(quote(first, {thing("lot.own")}, thing("plate"), Fen::yuan(10'200'000)));
    procedure.set(china("2026-04-08 10:00"));
    run_jobs();
}

void AuthorityWorld::close_lots() {
    procedure.set(china("2026-04-08 12:00"));
    run_jobs();
    for (const auto* party : {&seller_party, &first}) {
        sure(sign(*party, {thing("lot.signed")}));
    }
}

// --- asking ---

void AuthorityWorld::open_session(const Asker& asker) {
    if (!asker.party) {
        return;
    }
    const auto now = wall.now();
    schema::SessionRow session{sha256("session of " + asker.label), *asker.party->caller.person, now, now,
                               now + std::chrono::hours(12)};
    session.id = id_text(random.entropy());
    session.confirmed_at = now;
    things_["session of " + asker.label] = session.id;
    const schema::PasswordRow account{*asker.party->caller.person, passwords.hash(Secret(password)).value(),
                                      now};
    store.transact([&](schema::UnitOfWork& tx) {
        ensure(tx.insert(session), "one session a column");
        (void)tx.insert(account);  // who registered has one
    });
}

http::Request AuthorityWorld::as(const Asker& asker, http::Request request) {
    request.headers.emplace_back("origin", services->settings.public_address);
    request.headers.emplace_back("sec-fetch-site", "same-origin");
    if (asker.party) {
        request.headers.emplace_back("cookie", "__Host-session=session of " + asker.label);
    }
    return request;
}

http::Request AuthorityWorld::as_program(const Asker& asker, registry::Scope scope, http::Request request) {
    app::Call making(*services, asker.party.value().caller);
    const auto made =
        sure(app::make_token(making, {"程序", {scope}, wall.now() + std::chrono::days(1)}, {scope}));
    request.headers.emplace_back("authorization", "Bearer " + made.secret);
    return request;
}

http::Request AuthorityWorld::as_bound_program(const Asker& asker, registry::Scope scope,
                                               http::Request request) {
    const auto& party = asker.party.value();
    app::Call making(*services, party.caller);
    const auto made = sure(
        app::make_token(making, {"程序", {scope}, wall.now() + std::chrono::days(1), party.serial}, {scope}));
    store.read([&](schema::UnitOfWork& tx) {
        const auto row = tx.find<schema::CertificateRow>(schema::Lock::none, party.serial);
        request.client_certificate = row.value().certificate;
    });
    request.headers.emplace_back("authorization", "Bearer " + made.secret);
    return request;
}

http::Response AuthorityWorld::ask(const http::Request& request) {
    auto answer = dispatcher_->handle(request);
    if (const auto* later = std::get_if<http::Later>(&answer)) {
        std::promise<http::Response> promised;
        later->begin([&](http::Response response) { promised.set_value(std::move(response)); });
        return promised.get_future().get();
    }
    return std::get<http::Response>(std::move(answer));
}

}  // namespace daylit::wire::testing
