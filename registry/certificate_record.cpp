#include "registry/certificate_record.hpp"

#include "base/text.hpp"

namespace daylit::registry {

Result<std::vector<CertificateEvent>> decide(const CertificateState& state,
                                             const RevokeCertificate& command) {
    if (auto reason = require_text(command.reason, "reason", 500); !reason) {
        return reason.refusal();
    }
    if (state.phase == CertificatePhase::none) {
        return refuse("not_found");
    }
    if (state.phase == CertificatePhase::revoked) {
        return refuse("certificate_revoked", "serial");
    }
    return std::vector<CertificateEvent>{CertificateRevoked{command.reason}};
}

CertificateState evolve(CertificateState state, const CertificateEvent& event) {
    if (const auto* issued = std::get_if<CertificateIssued>(&event)) {
        state = {CertificatePhase::valid, issued->person, issued->organisation, ""};
    } else if (const auto* outside = std::get_if<OutsideCertificateRegistered>(&event)) {
        state = {CertificatePhase::valid, outside->person, outside->organisation, ""};
    } else {
        state.phase = CertificatePhase::revoked;
        state.reason = std::get<CertificateRevoked>(event).reason;
    }
    return state;
}

}  // namespace daylit::registry
