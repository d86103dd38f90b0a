#include "schema/tables.hpp"

#include "schema/rows_accounts.hpp"
#include "schema/rows_auction.hpp"
#include "schema/rows_disclosure.hpp"
#include "schema/rows_foundation.hpp"
#include "schema/rows_outages.hpp"
#include "schema/rows_programs.hpp"
#include "schema/rows_registry.hpp"
#include "schema/rows_tendering.hpp"

namespace daylit::schema {

namespace {

template <class... Rows>
std::vector<const TableSpec*> specs() {
    return {&TableOf<Rows>::spec...};
}

}  // namespace

std::vector<const TableSpec*> all_tables() {
    return specs<HeartbeatRow, ClockAnchorRow, TimeStampRow, PulseRow, OutageRow, ProbeRow,  //
                 OrganisationRow, PersonRow, PersonalKeyRow, PasswordRow, SessionRow, SignInFailureRow,
                 CertificateRow, UploadRow,
                 MessageRow,  //
                 SecondFactorRow, TotpRow, PasskeyRow, RecoveryCodeRow, PasskeyChallengeRow,
                 KnownDeviceRow,                       //
                 ProgramTokenRow, ProgramTokenUseRow,  //
                 ParcelRow, ListingRow, LotRow, NoticeRow, DealRow, AnswerRow, ApplicationRow, BankLineRow,
                 RefundRow, EvidenceRow, ReceiptRow, OutboxRow,  //
                 CeremonyRow, TenderRow, TenderLotRow, TenderNoticeRow, TenderQuestionRow, SealedUploadRow,
                 SealedChunkRow, SubmissionRow, SecurityReferenceRow, TenderWatchRow,  //
                 ObligationRow, DocumentRow, DocumentLotRow, PublishedDocumentRow, SerialRow>();
}

}  // namespace daylit::schema
