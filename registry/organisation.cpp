#include "registry/organisation.hpp"

#include "base/cases.hpp"
#include "base/codes.hpp"
#include "base/text.hpp"

namespace daylit::registry {

namespace {

using Events = std::vector<OrganisationEvent>;
using Decision = Result<Events>;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_text = 200;
constexpr std::size_t longest_reason = 500;

Outcome check_details(const OrganisationDetails& details) {
    for (auto checked :
         {require_line(details.name, "organisation.name", longest_name),
          require_uscc(details.uscc, "organisation.uscc"),
          require_line(details.address, "organisation.address", longest_text),
          require_line(details.legal_representative, "organisation.legal_representative", longest_name)}) {
        if (!checked) {
            return checked;
        }
    }
    return Done{};
}

Outcome check_applicant(const RegisterOrganisation& command) {
    if (command.applicant_kind == ApplicantKind::natural_person) {
        return refuse("natural_person_not_built", "organisation.applicant_kind");
    }
    if (command.applicant_kind == ApplicantKind::overseas) {
        return refuse("overseas_not_built", "organisation.applicant_kind");
    }
    if (is_staff(command.kind)) {
        return refuse("kind_not_open", "organisation.kind");
    }
    if (command.agreement != command.current_agreement) {
        return refuse("agreement_outdated", "agreement", {command.current_agreement.version});
    }
    return Done{};
}

Decision register_organisation(const OrganisationState& state, const RegisterOrganisation& command) {
    for (auto checked : {check_applicant(command), check_details(command.details)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    if (state.phase != OrganisationPhase::none) {
        return refuse("already_registered", "organisation.uscc");
    }
    return Events{OrganisationRegistered{command.kind, command.details, command.agreement, command.actor}};
}

// What a second person does with a registration: the author never approves its own.
Outcome check_review(const OrganisationState& state, const std::string& actor) {
    if (state.phase == OrganisationPhase::none) {
        return refuse("not_found");
    }
    if (state.author == actor) {
        return refuse("author_cannot_approve");
    }
    if (state.phase != OrganisationPhase::registered) {
        return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    return Done{};
}

Decision approve(const OrganisationState& state, const ApproveOrganisation& command) {
    if (auto checked = check_review(state, command.actor); !checked) {
        return checked.refusal();
    }
    return Events{OrganisationApproved{}};
}

Decision send_back(const OrganisationState& state, const ReturnOrganisation& command) {
    for (auto checked :
         {require_text(command.reason, "reason", longest_reason), check_review(state, command.actor)}) {
        if (!checked) {
            return checked.refusal();
        }
    }
    return Events{OrganisationReturned{command.reason}};
}

Decision correct(const OrganisationState& state, const CorrectOrganisation& command) {
    if (auto checked = check_details(command.details); !checked) {
        return checked.refusal();
    }
    if (state.phase != OrganisationPhase::returned) {
        return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    if (command.details.uscc != state.details.uscc) {
        return refuse("uscc_fixed", "organisation.uscc");
    }
    return Events{OrganisationCorrected{command.details, command.actor}};
}

Decision change_standing(const OrganisationState& state, OrganisationPhase from, const std::string& reason,
                         OrganisationEvent event) {
    if (auto checked = require_text(reason, "reason", longest_reason); !checked) {
        return checked.refusal();
    }
    if (state.phase != from) {
        return refuse("wrong_phase", "", {std::string(boost::describe::enum_to_string(state.phase, ""))});
    }
    return Events{std::move(event)};
}

}  // namespace

Decision decide(const OrganisationState& state, const OrganisationCommand& command) {
    return std::visit(Cases{[&](const RegisterOrganisation& c) { return register_organisation(state, c); },
                            [&](const ApproveOrganisation& c) { return approve(state, c); },
                            [&](const ReturnOrganisation& c) { return send_back(state, c); },
                            [&](const CorrectOrganisation& c) { return correct(state, c); },
                            [&](const SuspendOrganisation& c) {
                                return change_standing(state, OrganisationPhase::active, c.reason,
                                                       OrganisationSuspended{c.reason});
                            },
                            [&](const ReinstateOrganisation& c) {
                                return change_standing(state, OrganisationPhase::suspended, c.reason,
                                                       OrganisationReinstated{c.reason});
                            }},
                      command);
}

OrganisationState evolve(OrganisationState state, const OrganisationEvent& event) {
    std::visit(Cases{[&](const OrganisationRegistered& e) {
                         state.phase = OrganisationPhase::registered;
                         state.kind = e.kind;
                         state.details = e.details;
                         state.agreement = e.agreement;
                         state.author = e.author;
                     },
                     [&](const OrganisationApproved&) {
                         state.phase = OrganisationPhase::active;
                         state.reason.clear();
                     },
                     [&](const OrganisationReturned& e) {
                         state.phase = OrganisationPhase::returned;
                         state.reason = e.reason;
                     },
                     [&](const OrganisationCorrected& e) {
                         state.phase = OrganisationPhase::registered;
                         state.details = e.details;
                         state.author = e.author;
                     },
                     [&](const OrganisationSuspended& e) {
                         state.phase = OrganisationPhase::suspended;
                         state.reason = e.reason;
                     },
                     [&](const OrganisationReinstated& e) {
                         state.phase = OrganisationPhase::active;
                         state.reason = e.reason;
                     }},
               event);
    return state;
}

}  // namespace daylit::registry
