// Events as they were stored. A file here is never altered: what was stored once must be read for ever. A new
// version of an event adds a file.
#include "registry/second_factors.hpp"
#include "tests/registry/support.hpp"

#include <set>

namespace daylit::registry {
namespace {

using namespace testing;

struct Stored {
    std::string type;
    int version = 0;
    boost::json::object data;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (type, version, data))

struct GoldenStream {
    std::vector<Stored> events;
    boost::json::object state;
};
BOOST_DESCRIBE_STRUCT(GoldenStream, (), (events, state))

struct Golden {
    GoldenStream organisation;
    GoldenStream agent;
    GoldenStream staff;
    GoldenStream certificate;
};
BOOST_DESCRIBE_STRUCT(Golden, (), (organisation, agent, staff, certificate))

Golden golden() {
    return parse_as<Golden>(daylit::testing::source_file("tests/registry/data/stored-events-1.json")).value();
}

GoldenStream second_factors() {
    return parse_as<GoldenStream>(
               daylit::testing::source_file("tests/registry/data/second-factor-events-1.json"))
        .value();
}

GoldenStream outside_certificate() {
    return parse_as<GoldenStream>(
               daylit::testing::source_file("tests/registry/data/outside-certificate-events-1.json"))
        .value();
}

template <class Event, class State>
void expect_read(const GoldenStream& stream) {
    State state;
    for (const auto& stored : stream.events) {
        const auto event = decode_event<Event>(stored.type, stored.version, stored.data);
        ASSERT_TRUE(event.ok()) << stored.type << " " << event.refusal().code << " " << event.refusal().field;
        const auto again = encode_event(*event);
        EXPECT_EQ(again.type, stored.type);
        EXPECT_EQ(again.version, stored.version);
        EXPECT_EQ(again.data, stored.data) << stored.type;
        state = evolve(std::move(state), *event);
    }
    EXPECT_EQ(to_json(state), boost::json::value(stream.state)) << to_json_text(state);
}

template <class Variant>
std::set<std::string> names_of() {
    std::set<std::string> names;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>(
        [&](auto identity) { names.insert(std::string(EventTag<typename decltype(identity)::type>::name)); });
    return names;
}

TEST(StoredEvents, AreReadAndReplayedAsTheyWereStored) {
    const auto files = golden();
    expect_read<OrganisationEvent, OrganisationState>(files.organisation);
    expect_read<PersonEvent, PersonState>(files.agent);
    expect_read<PersonEvent, PersonState>(files.staff);
    expect_read<CertificateEvent, CertificateState>(files.certificate);
    expect_read<SecondFactorEvent, SecondFactors>(second_factors());
    expect_read<CertificateEvent, CertificateState>(outside_certificate());
}

TEST(StoredEvents, HoldOneOfEveryKind) {
    const auto files = golden();
    const auto factors = second_factors();
    const auto outside = outside_certificate();
    std::set<std::string> stored;
    for (const auto* stream :
         {&files.organisation, &files.agent, &files.staff, &files.certificate, &factors, &outside}) {
        for (const auto& event : stream->events) {
            stored.insert(event.type);
        }
    }
    auto known = names_of<OrganisationEvent>();
    known.merge(names_of<PersonEvent>());
    known.merge(names_of<CertificateEvent>());
    known.merge(names_of<SecondFactorEvent>());
    EXPECT_EQ(stored, known);
}

}  // namespace
}  // namespace daylit::registry
