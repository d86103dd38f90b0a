#include "tests/app/support/land_fixture.hpp"

#include "schema/rows_disclosure.hpp"
#include "server/app/documents.hpp"

#include <future>

namespace daylit::app::testing {

namespace {

boost::json::object square() {
    return boost::json::parse(R"({"type": "Polygon", "coordinates":
        [[[117.10, 36.18], [117.11, 36.18], [117.11, 36.19], [117.10, 36.19], [117.10, 36.18]]]})")
        .as_object();
}

// Every row of the table against its stream: `evolve_at` takes state, event and the event's time.
template <class Row, class Event, class State, class Evolve>
std::vector<std::string> expect_replays(schema::UnitOfWork& tx, const std::string& kind, const State& blank,
                                        Evolve evolve_at) {
    std::vector<std::string> streams;
    for (const auto& row : tx.select<Row>({{}, {{"id", schema::Order::ascending}}, 1000})) {
        const auto id = std::get<std::string>(schema::to_record(row).front());
        auto state = blank;
        std::int64_t seq = 0;
        for (const auto& event : tx.events(kind + ":" + id, 0, 10000)) {
            auto decoded = decode_event<Event>(event.type, event.version, schema::event_data(event));
            EXPECT_TRUE(decoded.ok()) << event.type;
            state = evolve_at(std::move(state), *decoded, event.at);
            seq = event.seq;
        }
        EXPECT_TRUE(to_json_text(state) == row.state) << kind << " " << id << " is not what its stream says";
        EXPECT_EQ(seq, row.seq) << kind << " " << id;
        streams.push_back(kind + ":" + id);
    }
    return streams;
}

}  // namespace

Instant china(const std::string& text) {
    return parse_instant(text.substr(0, 10) + "T" + text.substr(11) + ":00+08:00", "").value();
}

LandTest::LandTest()
    : seller_party(seller()),
      clerk(staff(registry::Role::clerk)),
      reviewer(staff(registry::Role::reviewer)),
      finance(staff(registry::Role::finance)),
      officer(staff(registry::Role::disclosure_officer)) {}

void LandTest::TearDown() {
    if (rows_are_made_up) {
        return;
    }
    const auto plain = [](auto state, const auto& event, Instant) { return evolve(std::move(state), event); };
    const auto timed = [](auto state, const auto& event, Instant at) {
        return evolve(std::move(state), event, at);
    };
    std::vector<std::string> streams;
    const auto add = [&](std::vector<std::string> more) {
        streams.insert(streams.end(), more.begin(), more.end());
    };
    store.read([&](schema::UnitOfWork& tx) {
        streams.clear();
        add(expect_replays<schema::ParcelRow, auction::ParcelEvent>(tx, "parcel", auction::ParcelState{},
                                                                    plain));
        add(expect_replays<schema::ListingRow, auction::ListingEvent>(tx, "listing", auction::ListingState{},
                                                                      plain));
        add(expect_replays<schema::NoticeRow, auction::NoticeEvent>(tx, "notice", auction::NoticeState{},
                                                                    plain));
        add(expect_replays<schema::LotRow, auction::LotEvent>(tx, "lot", auction::LotState{}, timed));
        add(expect_replays<schema::ApplicationRow, auction::ApplicationEvent>(
            tx, "application", auction::ApplicationState{}, plain));
        add(expect_replays<schema::BankLineRow, auction::BankLineEvent>(tx, "bank_line",
                                                                        auction::BankLineState{}, plain));
        add(expect_replays<schema::RefundRow, auction::RefundEvent>(tx, "refund", auction::RefundState{},
                                                                    plain));
        add(expect_replays<schema::DocumentRow, disclosure::DocumentEvent>(
            tx, "document", disclosure::DocumentState{}, plain));
        add(expect_replays<schema::ObligationRow, disclosure::ObligationEvent>(
            tx, "obligation", disclosure::ObligationState{}, plain));
    });
    expect_streams_sound(streams);
}

auction::ParcelTerms LandTest::parcel_terms(const std::string& number) {
    auction::ParcelTerms terms;
    terms.number = number;
    terms.title = "人民路北侧地块";
    terms.location = "岱阳市人民路以北、建设路以东";
    terms.region = "370900";
    terms.boundary = square();
    terms.area = Area::square_metres(33'333);
    terms.use = auction::LandUse::residential;
    terms.term_years = 70;
    terms.planning.most_plot_ratio = "2.0";
    terms.start_price = Fen::yuan(10'000'000);
    terms.step = Fen::yuan(100'000);
    terms.deposit = Fen::yuan(2'000'000);
    terms.decision = {"岱资规决〔2026〕3 号", parse_date("2026-02-20", "").value()};
    return terms;
}

auction::LotTimes LandTest::times(bool fixed_timed_start) {
    return {china("2026-03-02 09:00"),
            china("2026-04-06 16:00"),
            china("2026-04-07 16:00"),
            china("2026-03-25 09:00"),
            china("2026-04-08 10:00"),
            fixed_timed_start ? std::optional(china("2026-04-08 11:00")) : std::nullopt};
}

auction::ListingDraft LandTest::draft(const std::vector<std::string>& parcels, const std::string& profile) {
    auction::ListingDraft draft{
        "国有建设用地使用权网上挂牌出让公告", profile, "凡符合条件的法人均可申请。", {}};
    for (const auto& parcel : parcels) {
        draft.lots.push_back({parcel, times(profile == "jiangsu")});
    }
    return draft;
}

ParcelView LandTest::submitted(const std::string& number) {
    auto making = call(seller_party);
    auto view = submit_parcel(making, {}, {parcel_terms(number)});
    ensure(view.ok(), "a test's parcel is lawful");
    return std::move(*view);
}

ListingView LandTest::drafted(const std::vector<std::string>& numbers, const std::string& profile) {
    std::vector<std::string> parcels;
    for (const auto& number : numbers) {
        parcels.push_back(submitted(number).id);
    }
    auto making = call(clerk);
    auto view = draft_listing(making, {}, draft(parcels, profile));
    ensure(view.ok(), "a test's draft is lawful");
    return std::move(*view);
}

ListingView LandTest::in_review(const std::vector<std::string>& numbers, const std::string& profile) {
    const auto made = drafted(numbers, profile);
    auto sending = call(clerk);
    auto view = send_listing_to_review(sending, path({{"id", made.id.text}}), {});
    ensure(view.ok(), "a test's listing can be reviewed");
    return std::move(*view);
}

LotId LandTest::published(const std::string& number, const std::string& profile) {
    const auto listing = in_review({number}, profile);
    auto publishing = call(reviewer);
    const auto view = publish_listing(publishing, path({{"id", listing.id.text}}), {});
    ensure(view.ok(), "a test's listing can be published");
    return view->published_lots.front();
}

void LandTest::pay(const std::string& reference, const std::string& payer, Fen amount) {
    auto entering = call(finance);
    const auto line = enter_bank_line(
        entering, {}, {"bank-" + std::to_string(++lines_), reference, payer, amount, procedure.now()});
    ensure(line.ok(), "a test's bank line is taken");
}

std::string LandTest::qualified(const Party& party, const LotId& lot) {
    auto applying = call(party);
    const auto application = apply_to_lot(applying, path({{"id", lot.text}}), {true});
    ensure(application.ok(), "a test's bidder may apply");
    pay(application->deposit_reference, party.name, application->deposit);
    while (match_bank_lines(*services) > 0) {}
    auto reading = call(party);
    const auto now = my_application(reading, path({{"id", lot.text}}));
    ensure(now.ok() && now->plate, "a test's bidder is qualified");
    return *now->plate;
}

LandTest::Signed LandTest::signed_act(const Party& party, const std::string& type,
                                      boost::json::object payload) {
    keep_alive();
    const auto nonce = "nonce-" + std::to_string(++nonces_);
    payload["audience"] = services->settings.log_origin;
    payload["nonce"] = nonce;
    payload["expires_at"] = to_rfc3339(wall.now() + std::chrono::minutes(5));
    const auto statement =
        jws::sign(boost::json::serialize(payload), {.typ = type, .kid = party.serial}, *party.key);
    Signed made{Call(*services, party.caller), {statement}};
    made.call.idempotency_key = nonce;
    made.call.request = sha256(statement);
    return made;
}

Result<QuoteAnswer> LandTest::quote_now(const Call& call, const LotId& lot, const SignedAct& act) {
    std::promise<Result<QuoteAnswer>> promised;
    place_quote(call, path({{"id", lot.text}}), act, [&](const std::function<Result<QuoteAnswer>()>& answer) {
        try {
            promised.set_value(answer());
        } catch (const std::exception&) {
            promised.set_exception(std::current_exception());
        }
    });
    return promised.get_future().get();
}

Result<QuoteAnswer> LandTest::quote(const Party& party, const LotId& lot, const std::string& plate,
                                    Fen price) {
    auto made =
        signed_act(party, "daylight-quote+jws",
                   {{"lot", lot.text}, {"plate", plate}, {"price", price.count()}, {"seen_number", 0}});
    return quote_now(made.call, lot, made.act);
}

Result<ActAnswer> LandTest::answer(const Party& party, const LotId& lot, const std::string& plate,
                                   bool go_on) {
    auto made =
        signed_act(party, "daylight-answer+jws", {{"lot", lot.text}, {"plate", plate}, {"go_on", go_on}});
    return answer_question(made.call, path({{"id", lot.text}}), made.act);
}

Result<ActAnswer> LandTest::sign(const Party& party, const LotId& lot) {
    auto reading = call(party);
    const auto text = confirmation(reading, path({{"id", lot.text}}));
    if (!text) {
        return text.refusal();
    }
    auto made = signed_act(party, "daylight-confirmation+jws",
                           {{"lot", lot.text}, {"confirmation_digest", text->digest.hex()}});
    return sign_confirmation(made.call, path({{"id", lot.text}}), made.act);
}

void LandTest::keep_alive() {
    if (alive) {
        heart->beat();
    }
}

void LandTest::run_jobs() {
    keep_alive();
    while (advance_due_lots(*services) + match_bank_lines(*services) + settle_deposits(*services) +
               draw_up_confirmations(*services) + draft_announcements(*services) >
           0) {}
}

LotView LandTest::lot_of(const LotId& lot, const Party* reader) {
    keep_alive();
    auto reading = reader != nullptr ? call(*reader) : visitor();
    auto view = app::lot(reading, path({{"id", lot.text}}));
    ensure(view.ok(), "a test's lot is there");
    return std::move(*view);
}

}  // namespace daylit::app::testing
