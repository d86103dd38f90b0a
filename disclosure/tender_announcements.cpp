#include "disclosure/tender_announcements.hpp"

#include "disclosure/texts.hpp"

namespace daylit::disclosure {

namespace {

using tendering::LetterField;
using tendering::TenderTerms;
using tendering::TenderTimes;

constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 100;

std::string ways_text(const tendering::BidSecurity& security) {
    if (security.amount == Fen(0)) {
        return "不要求";
    }
    const std::string ways = security.guarantee && security.transfer ? "保函或者转账"
                             : security.guarantee                    ? "保函"
                                                                     : "转账";
    return amount_text(security.amount) + "，" + ways;
}

std::vector<Fact> terms_facts(const TenderTerms& terms) {
    std::vector<Fact> facts{
        {"标段编号", "Number", terms.number},
        {"标段名称", "Name", terms.title},
        {"建设地点", "Location", terms.location},
        {"招标范围", "Scope", terms.scope},
        {"投标人资格要求", "Qualification", terms.qualification},
        {"评标办法", "Evaluation", terms.evaluation},
        {"估算价", "Estimate", amount_text(terms.estimate)},
        {"投标保证金", "Bid security", ways_text(terms.security)},
        {"投标有效期", "Validity of bids", "自投标截止之日起 " + std::to_string(terms.validity_days) + " 日"},
        {"开标方式", "Opening",
         terms.opening_is_public ? "网上公开开标，任何人均可观看"
                                 : "网上开标，招标人、投标人和监督人员观看"}};
    for (const auto& field : terms.fields) {
        if (field.name == "price" && field.most) {
            facts.push_back({"最高投标限价", "Ceiling price", amount_text(Fen(*field.most))});
        }
    }
    return facts;
}

std::vector<Fact> time_facts(const TenderTimes& times) {
    return {{"招标文件获取截止", "Documents until", china_time_text(times.documents_until)},
            {"提问截止", "Questions until", china_time_text(times.questions_until)},
            {"投标截止及开标时间", "Deadline and opening", china_time_text(times.deadline)}};
}

std::vector<Fact> rule_facts(const tendering::Method& method) {
    const auto& rules = method.rules;
    return {{"招标文件提供期", "Documents available", rule_text(rules.documents_available)},
            {"自发出至投标截止", "Notice to deadline", rule_text(rules.issue_to_deadline)},
            {"澄清修改提前期", "Changes before the deadline", rule_text(rules.change_before_deadline)},
            {"对招标文件的异议", "Objections to the documents",
             "投标截止 " + rule_text(rules.objection_before_deadline) + "前提出"},
            {"异议答复期", "Answer to objections", rule_text(rules.objection_answer)},
            {"最少投标人数", "Least bids",
             std::to_string(method.quorum.least) + "（" + method.quorum.article + "）"},
            {"解密等待", "Patience at the opening",
             std::to_string(method.patience.minutes) + " 分钟（" + method.patience.article + "）"},
            {"开标密钥持有单位", "Bodies that hold the key",
             "至少 " + std::to_string(method.key_bodies.least) + " 个（" + method.key_bodies.article + "）"},
            {"系统故障", "Outages", method.outages.article}};
}

std::vector<std::string> how_to_bid() {
    return {
        "招标文件可以随时免费下载，不需要登录、报名或者留下任何信息；平台不向任何人（包括招标人）提供下载记录"
        "。",
        "投标文件在投标人自己的计算机上用本标段的加密证书（lot.crt）加密后提交，可以使用网页、daylight "
        "seal 命令或者通用的 openssl cms 命令；投标截止前，任何人都不能解密，也不公布投标人的名称和数量。",
        "投标截止后，由平台的密钥闸门和规定人数的开标人共同解密，全部开标一览表同时公开；任何人都可以用 "
        "daylight verify opening 或者通用的 openssl cms 命令核对。"};
}

std::string shortened_title(const std::string& title) {
    return shortened(title, longest_title);
}

// What every announcement about one lot begins with.
AnnouncementContent about(AnnouncementKind kind, const TenderLotFacts& lot, const std::string& summary) {
    const auto& terms = lot.state.terms;
    AnnouncementContent content;
    content.kind = kind;
    content.title = shortened_title(terms.title + std::string(name_of(kind).zh) + "（" + terms.number + "）");
    content.summary = shortened("标段 " + terms.number + " " + summary, longest_summary);
    content.issuer = lot.issuer;
    content.lots = {lot.id};
    content.sections.push_back({"标段",
                                "Lot",
                                {{"标段编号", "Number", terms.number},
                                 {"标段名称", "Name", terms.title},
                                 {"招标人", "Tenderer", lot.tenderer}},
                                {}});
    content.data = {{"lot", lot.id.text}, {"number", terms.number}, {"tenderer", lot.tenderer}};
    return content;
}

// The facts that differ, as they stand now, with what stood before.
std::vector<Fact> changed(const std::vector<Fact>& before, const std::vector<Fact>& after) {
    std::vector<Fact> facts;
    for (const auto& fact : after) {
        const auto found = std::ranges::find(before, fact.label_zh, &Fact::label_zh);
        if (found == before.end()) {
            facts.push_back(fact);
        } else if (found->value != fact.value) {
            facts.push_back({fact.label_zh, fact.label_en, "原：" + found->value + "\n现：" + fact.value});
        }
    }
    for (const auto& fact : before) {
        if (std::ranges::find(after, fact.label_zh, &Fact::label_zh) == after.end()) {
            facts.push_back({fact.label_zh, fact.label_en, "原：" + fact.value + "\n现：取消"});
        }
    }
    return facts;
}

AnnouncementContent change_announcement(const TenderLotFacts& lot, const tendering::TenderLotState& before,
                                        const tendering::TenderNoticeContent& notice) {
    auto content = about(AnnouncementKind::tender_change, lot, "招标文件的澄清与修改");
    auto facts = changed(terms_facts(before.terms), terms_facts(lot.state.terms));
    for (auto& fact : changed(time_facts(before.times), time_facts(lot.state.times))) {
        facts.push_back(std::move(fact));
    }
    facts.push_back({"招标文件版本", "Version of the documents",
                     "第 " + std::to_string(lot.state.documents_version) + " 版"});
    content.sections.push_back({"变更内容", "What changes", std::move(facts), {}});
    Section answers{"答复", "Answers", {}, {}};
    for (const auto& answer : notice.change->answers) {
        answers.facts.push_back({"问", "Question", answer.text});
        answers.facts.push_back({"答", "Answer", answer.answer});
    }
    if (!answers.facts.empty()) {
        content.sections.push_back(std::move(answers));
    }
    content.data["documents_version"] = lot.state.documents_version;
    content.data["deadline"] = to_rfc3339(lot.state.times.deadline);
    return content;
}

std::string value_text(const LetterField& field, const boost::json::value& value) {
    if (value.is_int64() && field.kind == tendering::FieldKind::money) {
        return amount_text(Fen(value.get_int64()));
    }
    if (value.is_int64()) {
        return std::to_string(value.get_int64()) + " 日";
    }
    if (value.is_bool()) {
        return value.get_bool() ? "是" : "否";
    }
    return value.is_string() ? std::string(value.get_string()) : "";
}

Section bid_section(const tendering::OpenedBid& bid, const TenderTerms& terms,
                    const std::optional<boost::json::object>& letter) {
    Section section{bid.bidder_name, bid.bidder_name, {}, {}};
    section.facts.push_back({"统一社会信用代码", "Unified social credit code", bid.bidder});
    if (!letter) {
        section.facts.push_back({"结果", "Outcome",
                                 bid.verdict == tendering::BidVerdict::revoked
                                     ? "未能解密，因投标人原因，视为撤销投标文件"
                                     : "未能解密，非因投标人原因，视为撤回投标文件"});
        return section;
    }
    for (const auto& field : terms.fields) {
        if (const auto* value = letter->if_contains(field.name)) {
            section.facts.push_back({field.label_zh, field.label_en, value_text(field, *value)});
        }
    }
    return section;
}

}  // namespace

AnnouncementContent tender_announcement(const TenderFacts& facts) {
    AnnouncementContent content;
    content.kind = AnnouncementKind::tender;
    content.title = shortened_title(facts.draft.title);
    content.summary = shortened(facts.draft.title + "，共 " + std::to_string(facts.lots.size()) + " 个标段",
                                longest_summary);
    content.issuer = facts.issuer;
    content.lots = facts.lots;
    content.statement = facts.draft.statement;
    content.sections.push_back({"项目",
                                "Project",
                                {{"招标人", "Tenderer", facts.tenderer},
                                 {"项目审批文号", "Project number", facts.draft.project_number},
                                 {"招标方式", "Method", facts.method.name_zh}},
                                {}});
    boost::json::array lots;
    for (std::size_t i = 0; i < facts.draft.lots.size(); ++i) {
        const auto& lot = facts.draft.lots[i];
        auto all = terms_facts(lot.terms);
        for (auto& fact : time_facts(lot.times)) {
            all.push_back(std::move(fact));
        }
        content.sections.push_back(
            {"标段 " + lot.terms.number, "Lot " + lot.terms.number, std::move(all), {}});
        lots.push_back({{"lot", facts.lots[i].text},
                        {"number", lot.terms.number},
                        {"title", lot.terms.title},
                        {"estimate", lot.terms.estimate.count()},
                        {"deadline", to_rfc3339(lot.times.deadline)}});
    }
    content.sections.push_back({"如何投标", "How to bid", {}, how_to_bid()});
    content.sections.push_back({"规则及依据", "Rules and their articles", rule_facts(facts.method), {}});
    content.data = {{"tenderer", facts.tenderer},
                    {"project_number", facts.draft.project_number},
                    {"method", facts.method.id},
                    {"lots", std::move(lots)}};
    return content;
}

AnnouncementContent tender_notice_announcement(const TenderLotFacts& lot,
                                               const tendering::TenderLotState& before,
                                               const tendering::TenderNoticeContent& notice, Instant at) {
    using tendering::TenderNoticeKind;
    if (notice.kind == TenderNoticeKind::change) {
        auto content = change_announcement(lot, before, notice);
        content.statement = notice.statement;
        return content;
    }
    const auto kind = notice.kind == TenderNoticeKind::suspension   ? AnnouncementKind::suspension
                      : notice.kind == TenderNoticeKind::resumption ? AnnouncementKind::resumption
                                                                    : AnnouncementKind::termination;
    const std::string what = notice.kind == TenderNoticeKind::suspension   ? "中止招标"
                             : notice.kind == TenderNoticeKind::resumption ? "恢复招标"
                                                                           : "终止招标";
    auto content = about(kind, lot, what);
    content.statement = notice.statement;
    content.sections.push_back(
        {"事项", "What happens", {{"事项", "Act", what}, {"时间", "When", china_time_text(at)}}, {}});
    if (notice.kind == TenderNoticeKind::resumption) {
        content.sections.push_back({"时间", "Times", time_facts(lot.state.times), {}});
    }
    content.data["at"] = to_rfc3339(at);
    return content;
}

AnnouncementContent tender_failed(const TenderLotFacts& lot) {
    auto content = about(AnnouncementKind::tender_failed, lot, "招标失败，依法重新招标");
    const auto& quorum = lot.state.method.quorum;
    content.sections.push_back({"结果",
                                "Outcome",
                                {{"结果", "Outcome",
                                  "投标截止时完整提交的投标文件少于 " + std::to_string(quorum.least) +
                                      " 份，不开标，全部投标文件保持加密（" + quorum.article + "）"},
                                 {"截止时间", "Closed at", china_time_text(lot.state.times.deadline)}},
                                {}});
    content.data["least"] = quorum.least;
    return content;
}

AnnouncementContent opening_adjourned(const TenderLotFacts& lot, const tendering::OpeningAdjourned& event) {
    auto content = about(AnnouncementKind::tender_change, lot, "开标延期，投标文件保持加密，继续有效");
    content.sections.push_back({"开标延期",
                                "Opening adjourned",
                                {{"原因", "Why",
                                  "到场解密的人员不足 " + std::to_string(event.wanted) +
                                      " 人：全部投标文件保持加密，继续有效，恢复开标的时间另行公告"},
                                 {"延期时间", "Adjourned at", china_time_text(event.at)}},
                                {}});
    content.data["adjourned_at"] = to_rfc3339(event.at);
    return content;
}

AnnouncementContent opening_reconvened(const TenderLotFacts& lot, const tendering::OpeningReconvened& event) {
    auto content = about(AnnouncementKind::tender_change, lot, "恢复开标");
    content.sections.push_back(
        {"恢复开标", "Opening goes on", {{"恢复开标时间", "Goes on at", china_time_text(event.at)}}, {}});
    content.data["reconvened_at"] = to_rfc3339(event.at);
    return content;
}

AnnouncementContent opening_announcement(const TenderLotFacts& lot,
                                         const std::vector<std::optional<boost::json::object>>& letters) {
    auto content = about(AnnouncementKind::opening_record, lot, "开标记录");
    const auto& state = lot.state;
    content.sections.push_back({"开标",
                                "Opening",
                                {{"投标截止及开标时间", "Deadline", china_time_text(state.times.deadline)},
                                 {"投标文件数", "Bids", std::to_string(state.bids.size())}},
                                {}});
    boost::json::array bids;
    for (std::size_t i = 0; i < state.bids.size(); ++i) {
        content.sections.push_back(bid_section(state.bids[i], state.terms, letters[i]));
        bids.push_back(
            {{"bidder", state.bids[i].bidder},
             {"name", state.bids[i].bidder_name},
             {"verdict", to_json(state.bids[i].verdict)},
             {"letter", letters[i] ? boost::json::value(*letters[i]) : boost::json::value(nullptr)}});
    }
    Section objections{"开标异议", "Objections", {}, {}};
    for (const auto& one : state.objections) {
        objections.facts.push_back({"异议", "Objection", one.text});
        objections.facts.push_back({"答复", "Answer", one.answer.value_or("")});
    }
    if (!objections.facts.empty()) {
        content.sections.push_back(std::move(objections));
    }
    content.data["bids"] = std::move(bids);
    content.data["closing_list"] = state.closing_list->hex();
    return content;
}

}  // namespace daylit::disclosure
