// Quotes that rest on what is kept: what changes here counts for the very next one.
#include "schema/counted_store.hpp"
#include "server/app/known.hpp"
#include "tests/app/quoting_fixture.hpp"

namespace daylit::app::testing {
namespace {

class KnownQuoting : public Quoting {
protected:
    KnownQuoting() {
        open();
        own.reset(new Services{counted, log, procedure, wall, random, outlet, keys, rules, passwords, quotes,
                               services->settings});
        own->known = &known;
        services.swap(own);
    }
    ~KnownQuoting() override { services.swap(own); }
    std::string quoted(const Party& party, const std::string& plate, std::int64_t yuan) {
        return code(quote(party, lot, plate, Fen::yuan(yuan)));
    }

    schema::CountedStore counted{store, known_tables()};
    Known known{{[this] { return counted.watched_changes(); }, [] { return Freshness::Moment(); }}};
    std::unique_ptr<Services> own;
};

TEST_F(KnownQuoting, ACertificateThatIsRevokedHereSignsNoFurtherQuote) {
    ASSERT_EQ(quoted(first, first_plate, 10'000'000), "ok");
    ASSERT_EQ(quoted(second, second_plate, 11'000'000), "ok");
    auto revoking = call(first);
    ASSERT_TRUE(revoke_certificate(revoking, path({{"serial", first.serial}}), {"密钥遗失"}).ok());

    EXPECT_EQ(quoted(first, first_plate, 12'000'000), "certificate_revoked");
}

TEST_F(KnownQuoting, ADepositThatIsMatchedHereLetsTheVeryNextQuoteIn) {
    const auto third = bidder("丙置业有限公司");
    procedure.set(china("2026-03-30 09:00"));
    auto applying = call(third);
    const auto application = apply_to_lot(applying, path({{"id", lot.text}}), {true});
    ASSERT_TRUE(application.ok());
    procedure.set(china("2026-04-01 09:00"));
    ASSERT_EQ(quoted(first, first_plate, 10'000'000), "ok");
    ASSERT_EQ(quoted(third, "1", 11'000'000), "not_qualified");

    pay(application->deposit_reference, third.name, application->deposit);
    while (match_bank_lines(*services) > 0) {}
    auto reading = call(third);
    const auto plate = my_application(reading, path({{"id", lot.text}}))->plate.value_or("");
    EXPECT_EQ(quoted(third, plate, 11'000'000), "ok");
}

// Else the tests above would show nothing: here nobody counts the change, and the time stands still.
TEST_F(KnownQuoting, WhatIsKeptIsNotReadAgain) {
    ASSERT_EQ(quoted(first, first_plate, 10'000'000), "ok");
    ASSERT_EQ(quoted(second, second_plate, 11'000'000), "ok");
    store.transact([&](schema::UnitOfWork& tx) {
        auto person = tx.find<schema::PersonRow>(schema::Lock::update, *first.caller.person);
        person->phase = "disabled";
        ASSERT_TRUE(tx.update(*person));
    });

    EXPECT_EQ(quoted(first, first_plate, 12'000'000), "ok");
}

}  // namespace
}  // namespace daylit::app::testing
