// Messages to an organisation's people, kept on the platform; the pages have the sentences by kind.
#pragma once

#include "server/app/call.hpp"
#include "server/app/params.hpp"

namespace daylit::app {

// What a message is about. The pages have a sentence for each, in both languages; its values are those of the
// place that sends it.
enum class MessageKind {
    registration_approved,
    registration_returned,
    certificate_issued,
    certificate_revoked,
    token_made,
    token_revoked,
    deposit_matched,
    deposit_mismatched,
    application_unqualified,
    deposit_counted,
    deposit_forfeited,
    refund_due,
    refund_paid,
    won,
    sold,
};
BOOST_DESCRIBE_ENUM(MessageKind, registration_approved, registration_returned, certificate_issued,
                    certificate_revoked, token_made, token_revoked, deposit_matched, deposit_mismatched,
                    application_unqualified, deposit_counted, deposit_forfeited, refund_due, refund_paid, won,
                    sold)

void send_message(Act& act, const OrganisationId& organisation, MessageKind kind,
                  const std::vector<std::string>& values);

struct MessageView {
    std::string id;
    Instant at;
    MessageKind kind = MessageKind::registration_approved;
    std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (id, at, kind, values))

Result<Page<MessageView>> my_messages(Call& call, const Params& params);

}  // namespace daylit::app
