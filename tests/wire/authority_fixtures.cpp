#include "tests/wire/authority_fixtures.hpp"

#include "server/app/certificates.hpp"

namespace daylit::wire::testing {

namespace {

using Objects = std::vector<std::pair<std::string, std::string>>;  // label, thing

constexpr const char* nothing = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
constexpr const char* nonce = "authority-0001";
constexpr const char* password = "三月的河水慢慢地流过石桥";

Fixture just(std::string path, std::string body = "{}") {
    return [=](AuthorityWorld&, const Asker&) { return std::vector{Attempt{"–", path, body}}; };
}

// The pattern's {} is the object's id; a thing called "" is nothing.
std::string address(AuthorityWorld& world, const std::string& pattern, const std::string& thing) {
    auto path = pattern;
    return path.replace(path.find("{}"), 2, thing.empty() ? nothing : world.thing(thing));
}

using Body = std::function<std::string(AuthorityWorld&, const Asker&, const std::string& thing)>;

Fixture each(std::string pattern, Objects objects, Body body) {
    return [=](AuthorityWorld& world, const Asker& asker) {
        std::vector<Attempt> attempts;
        for (const auto& [label, thing] : objects) {
            attempts.push_back({label, address(world, pattern, thing), body(world, asker, thing)});
        }
        return attempts;
    };
}

Fixture each(std::string pattern, Objects objects, std::string body = "{}") {
    return each(std::move(pattern), std::move(objects),
                [body](AuthorityWorld&, const Asker&, const std::string&) { return body; });
}

Fixture made(std::string path, std::function<std::string(AuthorityWorld&)> body) {
    return [=](AuthorityWorld& world, const Asker&) { return std::vector{Attempt{"–", path, body(world)}}; };
}

const Objects lots{{"own", "lot.own"}, {"other", "lot.other"}, {"none", ""}};
const Objects deals{{"own", "lot.own"}, {"signed", "lot.signed"}, {"other", "lot.other"}, {"none", ""}};
constexpr const char* reason = R"({"reason":"材料不全"})";

std::string quote_body(AuthorityWorld& world, const Asker& asker, const std::string& thing) {
    return world.statement(asker, "daylight-quote+jws",
                           {{"lot", thing.empty() ? nothing : world.thing(thing)},
                            {"plate", world.thing("plate")},
                            {"price", Fen::yuan(10'200'000).count()},
                            {"seen_number", 2}},
                           nonce);
}

std::string answer_body(AuthorityWorld& world, const Asker& asker, const std::string& thing) {
    return world.statement(asker, "daylight-answer+jws",
                           {{"lot", thing.empty() ? nothing : world.thing(thing)},
                            {"plate", world.thing("plate")},
                            {"go_on", true}},
                           nonce);
}

std::string confirmation_body(AuthorityWorld& world, const Asker& asker, const std::string& thing) {
    const auto lot = thing.empty() ? std::string(nothing) : world.thing(thing);
    return world.statement(asker, "daylight-confirmation+jws",
                           {{"lot", lot}, {"confirmation_digest", world.digest_of_confirmation(lot)}}, nonce);
}

std::string refusal_body(AuthorityWorld& world, const Asker& asker, const std::string& thing) {
    return world.statement(
        asker, "daylight-refusal+jws",
        {{"lot", thing.empty() ? nothing : world.thing(thing)}, {"reason", "资金安排有变"}}, nonce);
}

std::string bank_line(const std::string& reference) {
    return R"({"bank_reference":")" + reference +
           R"(","reference":"DR1","payer":"某公司","amount":100,"received_at":"2026-03-02T09:00:00+08:00"})";
}

std::string staff_body() {
    return std::string(R"({"login":"new.staff","password":")") + password +
           R"(","display_name":"新人","mobile":"13800138009","email":"d@example.com","roles":["clerk"]})";
}

using Table = std::map<std::string, Fixture>;

Table public_fixtures() {
    return {
        {"GET /api/v1/site", just("/api/v1/site")},
        {"GET /api/v1/log/proofs/{digest}",
         each("/api/v1/log/proofs/{}",
              {{"own", "quote.own"}, {"other", "quote.other"}, {"none", "none.digest"}})},
        {"GET /api/v1/status", just("/api/v1/status")},
        {"GET /api/v1/alarms", just("/api/v1/alarms")},
        {"GET /api/v1/profiles", just("/api/v1/profiles")},
        {"GET /api/v1/lots", just("/api/v1/lots")},
        {"GET /api/v1/lots/{id}", each("/api/v1/lots/{}", lots)},
        {"GET /api/v1/lots/{id}/quotes", each("/api/v1/lots/{}/quotes", lots)},
        {"GET /api/v1/announcements", just("/api/v1/announcements")},
        {"GET /api/v1/announcements/{id}",
         each("/api/v1/announcements/{}",
              {{"released", "announcement"}, {"draft", "document.own"}, {"none", ""}})},
        {"GET /api/v1/obligations", just("/api/v1/obligations")},
        {"GET /announcements/{id}.html",
         each("/announcements/{}.html",
              {{"released", "announcement"}, {"draft", "document.own"}, {"none", ""}})},
        {"GET /announcements/{id}.json",
         each("/announcements/{}.json",
              {{"released", "announcement"}, {"draft", "document.own"}, {"none", ""}})},
        {"GET /announcements/{id}.release.json",
         each("/announcements/{}.release.json",
              {{"released", "announcement"}, {"draft", "document.own"}, {"none", ""}})},
        {"GET /announcements.atom", just("/announcements.atom")},
        {"GET /documents/style-1.css", just("/documents/style-1.css")},
        {"GET /api/v1/agreements/current", just("/api/v1/agreements/current")},
        {"GET /api/v1/certificates/ca.pem", just("/api/v1/certificates/ca.pem")},
        {"GET /api/v1/certificates/receipt.pem", just("/api/v1/certificates/receipt.pem")},
        {"GET /api/v1/certificates/ca.crl", just("/api/v1/certificates/ca.crl")},
    };
}

Table registry_fixtures() {
    return {
        {"POST /api/v1/uploads",
         [](AuthorityWorld&, const Asker&) {
             return std::vector{Attempt{"–", "/api/v1/uploads", "%PDF", "application/pdf"}};
         }},
        {"GET /api/v1/attachments/{digest}",
         each("/api/v1/attachments/{}",
              {{"own", "file.own"}, {"other", "file.other"}, {"none", "none.digest"}})},
        {"POST /api/v1/registrations",
         made("/api/v1/registrations", [](AuthorityWorld& world) { return world.registration_body(); })},
        {"POST /api/v1/session",
         just("/api/v1/session", std::string(R"({"login":"new.comer","password":")") + password + R"("})")},
        {"DELETE /api/v1/session", just("/api/v1/session", "")},
        {"GET /api/v1/session", just("/api/v1/session")},
        {"POST /api/v1/session/password",
         just("/api/v1/session/password", std::string(R"({"old_password":")") + password +
                                              R"(","new_password":"夏天的山谷里有一座旧木桥"})")},
        {"GET /api/v1/organisations", just("/api/v1/organisations?limit=100")},
        {"GET /api/v1/organisations/{id}",
         each("/api/v1/organisations/{}", {{"some", "organisation"}, {"none", ""}})},
        {"POST /api/v1/organisations/{id}/approve",
         each("/api/v1/organisations/{}/approve", {{"some", "organisation"}, {"none", ""}})},
        {"POST /api/v1/organisations/{id}/return",
         each("/api/v1/organisations/{}/return", {{"some", "organisation"}, {"none", ""}}, reason)},
        {"GET /api/v1/my/organisation", just("/api/v1/my/organisation")},
        {"PUT /api/v1/my/organisation",
         just(
             "/api/v1/my/organisation",
             R"({"name":"新来公司","uscc":"91110000600037341L","address":"人民路","legal_representative":"王一"})")},
        {"GET /api/v1/my/people", just("/api/v1/my/people")},
        {"POST /api/v1/my/people",
         made("/api/v1/my/people", [](AuthorityWorld& world) { return world.letter_body("fresh.one"); })},
        {"GET /api/v1/staff", just("/api/v1/staff")},
        {"POST /api/v1/staff", just("/api/v1/staff", staff_body())},
        {"POST /api/v1/staff/{id}/confirm",
         each("/api/v1/staff/{}/confirm", {{"own", "staff.own"}, {"other", "staff.other"}, {"none", ""}})},
        {"POST /api/v1/people/{id}/disable", each("/api/v1/people/{}/disable",
                                                  {{"own", "person.own"},
                                                   {"other", "person.other"},
                                                   {"staff", "person.staff"},
                                                   {"supervisor", "supervisor"},
                                                   {"none", ""}},
                                                  reason)},
        {"POST /api/v1/people/{id}/enable", each("/api/v1/people/{}/enable", {{"own", "disabled.own"},
                                                                              {"other", "disabled.other"},
                                                                              {"staff", "disabled.staff"},
                                                                              {"none", ""}})},
        {"POST /api/v1/people/{id}/roles",
         each("/api/v1/people/{}/roles", {{"own", "administrator"}, {"other", "person.staff"}, {"none", ""}},
              R"({"roles":["reviewer"]})")},
        {"POST /api/v1/certificates", made("/api/v1/certificates",
                                           [](AuthorityWorld& world) {
                                               return to_json_text(
                                                   app::CertificateOrderInput{world.request_pem()});
                                           })},
        {"POST /api/v1/certificates/outside",
         [](AuthorityWorld& world, const Asker& asker) {
             return std::vector{
                 Attempt{"–", "/api/v1/certificates/outside", world.outside_body(asker, nonce)}};
         }},
        {"GET /api/v1/my/certificates", just("/api/v1/my/certificates")},
        {"POST /api/v1/certificates/{serial}/revoke", each("/api/v1/certificates/{}/revoke",
                                                           {{"own", "certificate.own"},
                                                            {"colleague's", "certificate.colleague"},
                                                            {"other", "certificate.other"},
                                                            {"none", "none.serial"}},
                                                           reason)},
        {"GET /api/v1/my/messages", just("/api/v1/my/messages")},
        {"GET /api/v1/my/tokens", just("/api/v1/my/tokens")},
        {"GET /api/v1/my/token-scopes", just("/api/v1/my/token-scopes")},
        {"POST /api/v1/my/tokens",
         just("/api/v1/my/tokens",
              R"({"name":"程序","scopes":["read"],"expires_at":"2026-06-01T00:00:00+08:00"})")},
        {"POST /api/v1/my/tokens/{id}/revoke",
         each("/api/v1/my/tokens/{}/revoke", {{"own", "token.own"}, {"other", "token.other"}, {"none", ""}})},
    };
}

Table account_fixtures() {
    const std::string proof = std::string(R"({"password":")") + password + R"("})";
    const Objects sessions{{"own", "session of bidder"}, {"other", "session of clerk"}, {"none", ""}};
    return {
        {"POST /api/v1/session/passkey", just("/api/v1/session/passkey")},
        {"POST /api/v1/session/second-step", just("/api/v1/session/second-step", proof)},
        {"POST /api/v1/session/confirm", just("/api/v1/session/confirm", proof)},
        {"GET /api/v1/my/sessions", just("/api/v1/my/sessions")},
        {"POST /api/v1/my/sessions/{id}/end", each("/api/v1/my/sessions/{}/end", sessions)},
        {"POST /api/v1/my/sessions/end-others", just("/api/v1/my/sessions/end-others")},
        {"GET /api/v1/my/security", just("/api/v1/my/security")},
        {"POST /api/v1/my/totp", just("/api/v1/my/totp")},
        {"POST /api/v1/my/totp/confirm",
         just("/api/v1/my/totp/confirm", R"({"name":"手机","code":"000000"})")},
        {"POST /api/v1/my/passkeys/order", just("/api/v1/my/passkeys/order")},
        {"POST /api/v1/my/passkeys",
         just("/api/v1/my/passkeys", R"({"name":"钥匙","client_data":"","attestation_object":""})")},
        {"POST /api/v1/my/second-factors/{id}/remove",
         each("/api/v1/my/second-factors/{}/remove", {{"none", ""}})},
        {"POST /api/v1/my/recovery-codes", just("/api/v1/my/recovery-codes")},
        {"POST /api/v1/people/{id}/second-factors/reset",
         each("/api/v1/people/{}/second-factors/reset",
              {{"own", "person.own"}, {"other", "person.other"}, {"staff", "person.staff"}, {"none", ""}},
              R"({"reason":"手机遗失"})")},
    };
}

Table land_fixtures() {
    const Objects parcels{{"own", "parcel.own"}, {"other", "parcel.other"}, {"none", ""}};
    const Objects drafts{{"own", "draft.own"}, {"other", "draft.other"}, {"none", ""}};
    const Objects reviews{{"own", "review.own"}, {"other", "review.other"}, {"none", ""}};
    const Objects notices{{"own", "notice.own"}, {"other", "notice.other"}, {"none", ""}};
    const Body parcel = [](AuthorityWorld& world, const Asker&, const std::string&) {
        return world.parcel_body("岱挂2026-99");
    };
    const Body draft = [](AuthorityWorld& world, const Asker&, const std::string& thing) {
        return world.draft_body(world.thing(thing.empty() ? "parcel.free" : thing + ".parcel"));
    };
    return {
        {"GET /api/v1/parcels", just("/api/v1/parcels")},
        {"POST /api/v1/parcels",
         made("/api/v1/parcels", [](AuthorityWorld& world) { return world.parcel_body("岱挂2026-98"); })},
        {"GET /api/v1/parcels/{id}", each("/api/v1/parcels/{}", parcels)},
        {"PUT /api/v1/parcels/{id}", each("/api/v1/parcels/{}", parcels, parcel)},
        {"POST /api/v1/parcels/{id}/withdraw", each("/api/v1/parcels/{}/withdraw", parcels)},
        {"POST /api/v1/parcels/{id}/return", each("/api/v1/parcels/{}/return", parcels, reason)},
        {"GET /api/v1/listings", just("/api/v1/listings")},
        {"POST /api/v1/listings",
         made("/api/v1/listings",
              [](AuthorityWorld& world) { return world.draft_body(world.thing("parcel.free")); })},
        {"GET /api/v1/listings/{id}", each("/api/v1/listings/{}", drafts)},
        {"PUT /api/v1/listings/{id}", each("/api/v1/listings/{}", drafts, draft)},
        {"POST /api/v1/listings/{id}/submit", each("/api/v1/listings/{}/submit", drafts)},
        {"POST /api/v1/listings/{id}/return", each("/api/v1/listings/{}/return", reviews, reason)},
        {"POST /api/v1/listings/{id}/publish", each("/api/v1/listings/{}/publish", reviews)},
        {"GET /api/v1/notices", just("/api/v1/notices")},
        {"POST /api/v1/lots/{id}/notices",
         each("/api/v1/lots/{}/notices", {{"some", "lot.own"}, {"none", ""}},
              R"({"kind":"suspension","statement":"因故中止。"})")},
        {"POST /api/v1/notices/{id}/publish", each("/api/v1/notices/{}/publish", notices)},
        {"POST /api/v1/notices/{id}/return", each("/api/v1/notices/{}/return", notices, reason)},
    };
}

Table bidding_fixtures() {
    return {
        {"POST /api/v1/lots/{id}/applications",
         each("/api/v1/lots/{}/applications", {{"own", "lot.own"}, {"other", "lot.other"}, {"none", ""}},
              R"({"accepts_rules":true})")},
        {"GET /api/v1/my/applications", just("/api/v1/my/applications")},
        {"GET /api/v1/my/lots/{id}/application", each("/api/v1/my/lots/{}/application", lots)},
        {"POST /api/v1/lots/{id}/quotes", each("/api/v1/lots/{}/quotes", lots, quote_body)},
        {"POST /api/v1/lots/{id}/answers", each("/api/v1/lots/{}/answers", lots, answer_body)},
        {"GET /api/v1/lots/{id}/confirmation", each("/api/v1/lots/{}/confirmation", lots)},
        {"POST /api/v1/lots/{id}/confirmation",
         each("/api/v1/lots/{}/confirmation", deals, confirmation_body)},
        {"POST /api/v1/lots/{id}/confirmation/refuse",
         each("/api/v1/lots/{}/confirmation/refuse", deals, refusal_body)},
        {"POST /api/v1/lots/{id}/contract",
         each("/api/v1/lots/{}/contract", deals, R"({"number":"岱合2026-1","signed_on":"2026-04-08"})")},
        {"POST /api/v1/probes",
         [](AuthorityWorld& world, const Asker& asker) {
             return std::vector{
                 Attempt{"–", "/api/v1/probes",
                         world.statement(asker, "daylight-probe+jws", {{"failed_from", nullptr}}, nonce)}};
         }},
        {"GET /api/v1/my/receipts", just("/api/v1/my/receipts")},
        {"GET /api/v1/my/receipts/{digest}",
         each("/api/v1/my/receipts/{}",
              {{"own", "quote.own"}, {"other", "quote.other"}, {"none", "none.digest"}})},
    };
}

Table money_fixtures() {
    const Objects proposals{{"own", "line.own"}, {"other", "line.other"}, {"none", ""}};
    return {
        {"GET /api/v1/bank-lines", just("/api/v1/bank-lines?limit=100")},
        {"POST /api/v1/bank-lines", just("/api/v1/bank-lines", bank_line("b-90"))},
        {"POST /api/v1/bank-lines/import",
         just("/api/v1/bank-lines/import", R"({"lines":[)" + bank_line("b-91") + "]}")},
        {"POST /api/v1/bank-lines/import-csv",
         [](AuthorityWorld&, const Asker&) {
             return std::vector{Attempt{"–", "/api/v1/bank-lines/import-csv",
                                        "reference,payer,amount,received_at,bank_reference\n"
                                        "DR1,某公司,1.00,2026-03-02T09:00:00+08:00,b-92\n",
                                        "text/csv"}};
         }},
        {"POST /api/v1/bank-lines/{id}/resolve",
         each("/api/v1/bank-lines/{}/resolve", {{"some", "line"}, {"none", ""}},
              R"({"resolution":"return_to_payer","reason":"与付款人核对"})")},
        {"POST /api/v1/bank-lines/{id}/confirm", each("/api/v1/bank-lines/{}/confirm", proposals)},
        {"GET /api/v1/refunds", just("/api/v1/refunds?limit=100")},
        {"POST /api/v1/refunds/{id}/paid", each("/api/v1/refunds/{}/paid", {{"some", "refund"}, {"none", ""}},
                                                R"({"bank_reference":"out-1"})")},
    };
}

Table disclosure_fixtures() {
    const Objects documents{{"own", "document.own"}, {"other", "document.other"}, {"none", ""}};
    return {
        {"GET /api/v1/documents", just("/api/v1/documents?limit=100")},
        {"GET /api/v1/documents/{id}", each("/api/v1/documents/{}", documents)},
        {"POST /api/v1/documents/{id}/revise",
         each("/api/v1/documents/{}/revise", documents, R"({"statement":"更正：另一处笔误。"})")},
        {"POST /api/v1/documents/{id}/return", each("/api/v1/documents/{}/return", documents, reason)},
        {"POST /api/v1/documents/{id}/release",
         each("/api/v1/documents/{}/release", documents,
              R"({"secrecy_reviewed":true,"opinion":"经审查，不含涉密内容。"})")},
        {"POST /api/v1/announcements/{id}/corrections",
         each("/api/v1/announcements/{}/corrections", {{"some", "announcement"}, {"none", ""}},
              R"({"statement":"更正：笔误。"})")},
    };
}

// Who may call what; whose tender it is, the tests of the use cases try.
Table tendering_fixtures() {
    const Objects none{{"none", ""}};
    const auto signed_word = [](std::string pattern, std::string type, boost::json::object more = {}) {
        return Fixture([=](AuthorityWorld& world, const Asker& asker) {
            auto body =
                boost::json::parse(world.statement(asker, type, {{"lot", nothing}}, nonce)).as_object();
            for (const auto& member : more) {
                body[member.key()] = member.value();
            }
            return std::vector{Attempt{"none", address(world, pattern, ""), boost::json::serialize(body)}};
        });
    };
    const std::string draft =
        R"({"title":"公告","project_number":"1","method":"open_tender","statement":"说明","lots":[]})";
    Table table{
        {"GET /api/v1/ceremonies", just("/api/v1/ceremonies")},
        {"POST /api/v1/ceremonies", just("/api/v1/ceremonies", R"({"officers":[],"threshold":1,"keys":1})")},
        {"GET /api/v1/opening-officers", just("/api/v1/opening-officers")},
        {"GET /api/v1/ceremonies/{id}", each("/api/v1/ceremonies/{}", none)},
        {"POST /api/v1/ceremonies/{id}/words",
         signed_word("/api/v1/ceremonies/{}/words", "daylight-ceremony+jws",
                     {{"text", ""}, {"envelopes", boost::json::array()}})},
        {"POST /api/v1/ceremonies/{id}/abort", each("/api/v1/ceremonies/{}/abort", none, reason)},
        {"GET /api/v1/ceremonies/{id}/commitments/{holder}",
         each("/api/v1/ceremonies/{}/commitments/1", none)},
        {"GET /api/v1/ceremonies/{id}/words/{digest}",
         each("/api/v1/ceremonies/{}/words/" + std::string(64, 'a'), none)},
        {"GET /api/v1/ceremonies/{id}/transcript", each("/api/v1/ceremonies/{}/transcript", none)},
        {"GET /api/v1/ceremonies/{id}/shares", each("/api/v1/ceremonies/{}/shares", none)},
        {"GET /api/v1/methods", just("/api/v1/methods")},
        {"GET /api/v1/tenders", just("/api/v1/tenders")},
        {"POST /api/v1/tenders", just("/api/v1/tenders", draft)},
        {"GET /api/v1/tenders/{id}", each("/api/v1/tenders/{}", none)},
        {"PUT /api/v1/tenders/{id}", each("/api/v1/tenders/{}", none, draft)},
        {"POST /api/v1/tenders/{id}/submit", each("/api/v1/tenders/{}/submit", none)},
        {"POST /api/v1/tenders/{id}/return", each("/api/v1/tenders/{}/return", none, reason)},
        {"POST /api/v1/tenders/{id}/publish",
         each("/api/v1/tenders/{}/publish", none, std::string(R"({"ceremony":")") + nothing + R"("})")},
        {"GET /api/v1/tender-notices", just("/api/v1/tender-notices")},
        {"POST /api/v1/tender-lots/{id}/notices",
         each("/api/v1/tender-lots/{}/notices", none, R"({"kind":"suspension","statement":"因故中止。"})")},
        {"POST /api/v1/tender-notices/{id}/publish", each("/api/v1/tender-notices/{}/publish", none)},
        {"POST /api/v1/tender-notices/{id}/return", each("/api/v1/tender-notices/{}/return", none, reason)},
        {"GET /api/v1/tender-lots", just("/api/v1/tender-lots")},
        {"GET /api/v1/tender-lots/{id}", each("/api/v1/tender-lots/{}", none)},
        {"GET /api/v1/tender-lots/{id}/lot.crt", each("/api/v1/tender-lots/{}/lot.crt", none)},
        {"POST /api/v1/tender-lots/{id}/cosignatures",
         signed_word("/api/v1/tender-lots/{}/cosignatures", "daylight-cosign+jws")},
        {"GET /api/v1/tender-lots/{id}/questions", each("/api/v1/tender-lots/{}/questions", none)},
        {"GET /api/v1/tender-lots/{id}/closing-list", each("/api/v1/tender-lots/{}/closing-list", none)},
        {"GET /api/v1/tender-lots/{id}/closing", each("/api/v1/tender-lots/{}/closing", none)},
        {"POST /api/v1/tender-lots/{id}/parts",
         signed_word("/api/v1/tender-lots/{}/parts", "daylight-release+jws", {{"parts", "{}"}})},
        {"POST /api/v1/tender-lots/{id}/reconvene",
         each("/api/v1/tender-lots/{}/reconvene", none, R"({"at":"2026-06-01T00:00:00+08:00"})")},
        {"POST /api/v1/tender-lots/{id}/objections",
         each("/api/v1/tender-lots/{}/objections", none, R"({"text":"唱标有误"})")},
        {"POST /api/v1/tender-lots/{id}/objections/answers",
         each("/api/v1/tender-lots/{}/objections/answers", none, R"({"number":1,"answer":"无误"})")},
        {"GET /api/v1/tender-lots/{id}/record", each("/api/v1/tender-lots/{}/record", none)},
        {"POST /api/v1/tender-lots/{id}/record",
         signed_word("/api/v1/tender-lots/{}/record", "daylight-opening-record+jws")},
        {"GET /api/v1/tender-lots/{id}/files/{submission}/{part}",
         each("/api/v1/tender-lots/{}/files/" + std::string(nothing) + "/files", none)},
        {"GET /api/v1/tender-lots/{id}/files/{submission}/{part}/chunks/{number}",
         each("/api/v1/tender-lots/{}/files/" + std::string(nothing) + "/files/chunks/0", none)},
        {"GET /api/v1/tender-lots/{id}/letters/{submission}",
         each("/api/v1/tender-lots/{}/letters/" + std::string(nothing), none)},
        {"GET /api/v1/tender-lots/{id}/opening", each("/api/v1/tender-lots/{}/opening", none)},
    };
    Table sealed{
        {"POST /api/v1/sealed-uploads", just("/api/v1/sealed-uploads", R"({"size":1})")},
        {"GET /api/v1/sealed-uploads", just("/api/v1/sealed-uploads")},
        {"GET /api/v1/sealed-uploads/{id}", each("/api/v1/sealed-uploads/{}", none)},
        {"PUT /api/v1/sealed-uploads/{id}/chunks/{number}",
         [](AuthorityWorld&, const Asker&) {
             return std::vector{Attempt{"none",
                                        std::string("/api/v1/sealed-uploads/") + nothing + "/chunks/0",
                                        "bytes", "application/octet-stream"}};
         }},
        {"POST /api/v1/sealed-uploads/{id}/finish", each("/api/v1/sealed-uploads/{}/finish", none)},
        {"POST /api/v1/sealed-uploads/{id}/drop", each("/api/v1/sealed-uploads/{}/drop", none)},
        {"GET /api/v1/tender-lots/{id}/submission", each("/api/v1/tender-lots/{}/submission", none)},
        {"POST /api/v1/tender-lots/{id}/submission",
         signed_word("/api/v1/tender-lots/{}/submission", "daylight-submission+jws",
                     {{"uploads", boost::json::array()}})},
        {"GET /api/v1/tender-lots/{id}/cosignatures", each("/api/v1/tender-lots/{}/cosignatures", none)},
        {"GET /api/v1/tender-lots/{id}/practice.crt", each("/api/v1/tender-lots/{}/practice.crt", none)},
        {"POST /api/v1/tender-lots/{id}/practice",
         each("/api/v1/tender-lots/{}/practice", none, R"({"parts":[]})")},
        {"POST /api/v1/tender-lots/{id}/submission/withdraw",
         signed_word("/api/v1/tender-lots/{}/submission/withdraw", "daylight-withdrawal+jws")},
        {"GET /api/v1/my/submissions", just("/api/v1/my/submissions")},
        {"POST /api/v1/tender-lots/{id}/questions",
         each("/api/v1/tender-lots/{}/questions", none, R"({"text":"是否允许联合体？"})")},
        {"GET /api/v1/my/tender-questions", just("/api/v1/my/tender-questions")},
        {"GET /api/v1/my/security-transfers",
         just("/api/v1/my/security-transfers?reference=BS00112233445566778899")},
        {"POST /api/v1/my/security-transfers/return",
         just("/api/v1/my/security-transfers/return", R"({"reference":"BS00112233445566778899"})")},
        {"GET /api/v1/my/watched-tenders", just("/api/v1/my/watched-tenders")},
        {"PUT /api/v1/my/watched-tenders/{id}",
         each("/api/v1/my/watched-tenders/{}", none, R"({"seen_version":1})")},
        {"DELETE /api/v1/my/watched-tenders/{id}", each("/api/v1/my/watched-tenders/{}", none)},
    };
    table.merge(sealed);
    return table;
}

}  // namespace

const std::map<std::string, Fixture>& fixtures() {
    static const auto all = [] {
        Table table;
        for (auto part :
             {public_fixtures(), registry_fixtures(), account_fixtures(), land_fixtures(), bidding_fixtures(),
              money_fixtures(), disclosure_fixtures(), tendering_fixtures()}) {
            table.merge(part);
        }
        return table;
    }();
    return all;
}

}  // namespace daylit::wire::testing
