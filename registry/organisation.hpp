// An organisation's life on the platform: it registers with its first person, a registrar who is not its
// author approves or returns it, and it may be suspended. decide and evolve are pure.
//
// Personal data (mobile, e-mail, the letter of authorisation's digest) enters events only sealed or as
// digests.
#pragma once

#include "base/event.hpp"
#include "crypto/digest.hpp"

namespace daylit::registry {

enum class OrganisationKind { bidder, seller, center, supervisor, tenderer, agency, notary };
BOOST_DESCRIBE_ENUM(OrganisationKind, bidder, seller, center, supervisor, tenderer, agency, notary)
// The offices that are there from the first start; all others register themselves, for a registrar to
// approve.
constexpr bool is_staff(OrganisationKind kind) {
    return kind == OrganisationKind::center || kind == OrganisationKind::supervisor;
}

// What kind of applicant stands behind a registration; only the first is built.
enum class ApplicantKind { enterprise, natural_person, overseas };
BOOST_DESCRIBE_ENUM(ApplicantKind, enterprise, natural_person, overseas)

enum class OrganisationPhase { none, registered, returned, active, suspended };
BOOST_DESCRIBE_ENUM(OrganisationPhase, none, registered, returned, active, suspended)

struct OrganisationDetails {
    std::string name;
    std::string uscc;
    std::string address;
    std::string legal_representative;
    bool operator==(const OrganisationDetails&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrganisationDetails, (), (name, uscc, address, legal_representative))

// The agreement on electronic signatures and receipts that was signed (Electronic Signature Law, articles 11
// and 13).
struct SignedAgreement {
    std::string version;
    Digest digest;  // of the agreement's text as it was shown
    bool operator==(const SignedAgreement&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedAgreement, (), (version, digest))

// --- events ---

struct OrganisationRegistered {
    OrganisationKind kind = OrganisationKind::bidder;
    OrganisationDetails details;
    SignedAgreement agreement;
    std::string author;  // the actor who registered it; who approves must be somebody else
};
BOOST_DESCRIBE_STRUCT(OrganisationRegistered, (), (kind, details, agreement, author))

struct OrganisationApproved {};
BOOST_DESCRIBE_STRUCT(OrganisationApproved, (), ())

struct OrganisationReturned {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrganisationReturned, (), (reason))

struct OrganisationCorrected {
    OrganisationDetails details;
    std::string author;
};
BOOST_DESCRIBE_STRUCT(OrganisationCorrected, (), (details, author))

struct OrganisationSuspended {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrganisationSuspended, (), (reason))

struct OrganisationReinstated {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrganisationReinstated, (), (reason))

using OrganisationEvent = std::variant<OrganisationRegistered, OrganisationApproved, OrganisationReturned,
                                       OrganisationCorrected, OrganisationSuspended, OrganisationReinstated>;

// --- state ---

struct OrganisationState {
    OrganisationPhase phase = OrganisationPhase::none;
    OrganisationKind kind = OrganisationKind::bidder;
    OrganisationDetails details;
    SignedAgreement agreement;
    std::string author;
    std::string reason;  // of the last return or suspension
    bool operator==(const OrganisationState&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrganisationState, (), (phase, kind, details, agreement, author, reason))

// --- commands; `actor` is who acts ---

struct RegisterOrganisation {
    ApplicantKind applicant_kind = ApplicantKind::enterprise;
    OrganisationKind kind = OrganisationKind::bidder;
    OrganisationDetails details;
    SignedAgreement agreement;
    SignedAgreement current_agreement;  // what the platform asks for now
    std::string actor;
};
struct ApproveOrganisation {
    std::string actor;
};
struct ReturnOrganisation {
    std::string actor;
    std::string reason;
};
struct CorrectOrganisation {
    OrganisationDetails details;
    std::string actor;
};
struct SuspendOrganisation {
    std::string actor;
    std::string reason;
};
struct ReinstateOrganisation {
    std::string actor;
    std::string reason;
};
using OrganisationCommand = std::variant<RegisterOrganisation, ApproveOrganisation, ReturnOrganisation,
                                         CorrectOrganisation, SuspendOrganisation, ReinstateOrganisation>;

Result<std::vector<OrganisationEvent>> decide(const OrganisationState& state,
                                              const OrganisationCommand& command);
OrganisationState evolve(OrganisationState state, const OrganisationEvent& event);

}  // namespace daylit::registry

namespace daylit {
template <>
struct EventTag<registry::OrganisationRegistered> : NamedEvent<"organisation_registered", 1> {};
template <>
struct EventTag<registry::OrganisationApproved> : NamedEvent<"organisation_approved", 1> {};
template <>
struct EventTag<registry::OrganisationReturned> : NamedEvent<"organisation_returned", 1> {};
template <>
struct EventTag<registry::OrganisationCorrected> : NamedEvent<"organisation_corrected", 1> {};
template <>
struct EventTag<registry::OrganisationSuspended> : NamedEvent<"organisation_suspended", 1> {};
template <>
struct EventTag<registry::OrganisationReinstated> : NamedEvent<"organisation_reinstated", 1> {};
}  // namespace daylit
