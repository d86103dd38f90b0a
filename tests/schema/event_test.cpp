#include "schema/event.hpp"
#include "schema/refusals.hpp"

#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace daylit::schema {

namespace {

Instant at_nine() {
    return parse_instant("2026-11-23T09:00:00+08:00", "").value();
}

Entropy salt(int n) {
    Entropy salt{};
    salt.back() = static_cast<std::uint8_t>(n);
    return salt;
}

NewEvent quote(std::int64_t price) {
    return {"QuotePlaced", 1, at_nine(), {{"price", price}, {"plate", "17"}}};
}

StreamHead new_head() {
    return {"lot:01HZ", 0, std::nullopt, std::nullopt};
}

StoredEvent sealed(StreamHead head = new_head()) {
    return seal_event(head, "person:7", quote(100), salt(1));
}

std::string refusal_of(const StoredEvent& event, const StreamHead& before = new_head()) {
    const auto outcome = check_event(event, before);
    return outcome ? "none" : outcome.refusal().code + " " + outcome.refusal().field;
}

// A body with the digest that it has: as somebody would forge it who can also write the digest.
StoredEvent forged(std::string body) {
    auto event = sealed();
    event.body = std::move(body);
    event.digest = sha256(event.body);
    return event;
}

std::string with(std::string body, const std::string& old_text, const std::string& new_text) {
    const auto at = body.find(old_text);
    EXPECT_NE(at, std::string::npos) << old_text;
    return body.replace(at, old_text.size(), new_text);
}

TEST(Event, IsJsonTextWhoseDigestAnybodyCanCompute) {
    const auto event = sealed();

    EXPECT_EQ(event.body,
              R"({"format":"daylight/event/1","stream":"lot:01HZ","seq":1,"at":"2026-11-23T01:00:00.000Z",)"
              R"("actor":"person:7","type":"QuotePlaced","version":1,"previous":null,)"
              R"("salt":"AAAAAAAAAAAAAAAAAAAAAQ","data":{"price":100,"plate":"17"}})");
    // printf '%s' '<the text above>' | sha256sum
    EXPECT_EQ(event.digest.hex(), "f5a86b244ed4032f7cc096c92c08477dbb53852bacf94ae4d546bd2d310220b6");
}

TEST(Event, MovesTheHeadOnAndNamesThePreviousDigest) {
    auto head = new_head();
    const auto first = seal_event(head, "person:7", quote(100), salt(1));
    EXPECT_EQ(head, (StreamHead{"lot:01HZ", 1, first.digest, at_nine()}));

    const auto second = seal_event(head, "person:8", quote(110), salt(2));

    EXPECT_EQ(second.seq, 2);
    EXPECT_NE(second.body.find("\"previous\":\"" + first.digest.hex() + "\""), std::string::npos);
    EXPECT_EQ(head.digest, second.digest);
}

TEST(Event, TheSaltAloneChangesTheDigest) {
    auto one = new_head();
    auto two = new_head();

    EXPECT_NE(seal_event(one, "person:7", quote(100), salt(1)).digest,
              seal_event(two, "person:7", quote(100), salt(2)).digest);
}

TEST(Event, TimeNeverRunsBackwardsWithinAStream) {
    auto head = new_head();
    head.at = at_nine() + Milliseconds(1);

    EXPECT_THROW(seal_event(head, "person:7", quote(100), salt(1)), BrokenPromise);
}

TEST(Event, GivesItsDataBack) {
    EXPECT_EQ(event_data(sealed()), quote(100).data);
    EXPECT_THROW(event_data(forged("{}")), BrokenPromise);
}

TEST(Event, HoldsInItsPlace) {
    auto head = new_head();
    const auto first = seal_event(head, "person:7", quote(100), salt(1));
    const auto middle = head;
    const auto second = seal_event(head, "person:7", quote(110), salt(2));

    EXPECT_EQ(refusal_of(first), "none");
    EXPECT_EQ(refusal_of(second, middle), "none");
}

TEST(Event, AChangedByteAnywhereIsFound) {
    const auto event = sealed();
    for (std::size_t i = 0; i < event.body.size(); ++i) {
        auto changed = event;
        changed.body[i] = static_cast<char>(changed.body[i] ^ 1);
        EXPECT_EQ(refusal_of(changed), "event_digest_differs digest") << i;
    }
    for (std::size_t i = 0; i < event.digest.bytes.size(); ++i) {
        auto changed = event;
        changed.digest.bytes[i] ^= 0x80U;
        EXPECT_EQ(refusal_of(changed), "event_digest_differs digest") << i;
    }
}

TEST(Event, AChangedColumnIsFound) {
    auto event = sealed();
    const auto expect = [](StoredEvent changed, const std::string& column) {
        EXPECT_EQ(refusal_of(changed), "event_column_differs " + column);
    };
    auto changed = event;
    changed.stream = "lot:other";
    expect(changed, "stream");
    changed = event;
    changed.seq = 2;
    expect(changed, "seq");
    changed = event;
    changed.at += Milliseconds(1);
    expect(changed, "at");
    changed = event;
    changed.actor = "person:8";
    expect(changed, "actor");
    changed = event;
    changed.type = "QuoteRefused";
    expect(changed, "type");
    changed = event;
    changed.version = 2;
    expect(changed, "version");
}

TEST(Event, AForgedBodyWithItsRightDigestIsFoundByItsPlace) {
    const auto body = sealed().body;

    EXPECT_EQ(refusal_of(forged(body + " ")), "none")
        << "white space after the value is JSON, and in the digest";
    EXPECT_EQ(refusal_of(forged(with(body, "daylight/event/1", "daylight/event/2"))),
              "event_malformed format");
    EXPECT_EQ(refusal_of(forged(with(body, "AAAAAAAAAAAAAAAAAAAAAQ", "AAAA"))), "event_malformed salt");
    EXPECT_EQ(refusal_of(forged(with(body, "\"salt\"", "\"sand\""))), "event_malformed sand");
    EXPECT_EQ(refusal_of(forged("not json")), "event_malformed ");
    EXPECT_EQ(
        refusal_of(forged(with(body, "\"previous\":null", "\"previous\":\"" + sha256("x").hex() + "\""))),
        "event_chain_broken previous");
}

TEST(Event, AnEventMissingBeforeIsFound) {
    auto head = new_head();
    const auto first = seal_event(head, "person:7", quote(100), salt(1));
    const auto second = seal_event(head, "person:7", quote(110), salt(2));

    EXPECT_EQ(refusal_of(second), "event_out_of_sequence seq");
    EXPECT_EQ(refusal_of(first, head), "event_out_of_sequence seq");
}

TEST(Event, TwoHistoriesOfOneStreamCannotBothBeShown) {
    auto one = new_head();
    auto other = new_head();
    seal_event(one, "person:7", quote(100), salt(1));
    seal_event(other, "person:7", quote(105), salt(1));
    const auto after_one = seal_event(one, "person:7", quote(110), salt(2));
    auto before = other;
    before.at = at_nine();

    EXPECT_EQ(refusal_of(after_one, before), "event_chain_broken previous");
}

TEST(Event, AnEventOfAnotherStreamIsFound) {
    const StreamHead elsewhere{"lot:other", 0, std::nullopt, std::nullopt};

    EXPECT_EQ(refusal_of(sealed(), elsewhere), "event_column_differs stream");
}

TEST(Event, TimeThatRunsBackwardsIsFound) {
    auto before = new_head();
    before.at = at_nine() + Milliseconds(1);

    EXPECT_EQ(refusal_of(sealed(), before), "event_time_runs_backwards at");
}

TEST(Event, EveryFindingHasItsSentences) {
    std::set<std::string_view> codes;
    for (const auto& row : schema_refusals()) {
        codes.insert(row.code);
        EXPECT_FALSE(row.zh.empty());
        EXPECT_FALSE(row.en.empty());
    }
    for (const auto* code : {"event_digest_differs", "event_malformed", "event_column_differs",
                             "event_out_of_sequence", "event_chain_broken", "event_time_runs_backwards"}) {
        EXPECT_TRUE(codes.contains(code)) << code;
    }
    EXPECT_EQ(codes.size(), schema_refusals().size());
}

}  // namespace

}  // namespace daylit::schema
