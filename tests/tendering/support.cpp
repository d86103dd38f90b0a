#include "tests/tendering/support.hpp"

#include "base/embedded_file.hpp"

#include <algorithm>

namespace daylit::tendering::testing {

Method shipped_method() {
    const auto files = method_files();
    const auto found = std::ranges::find(files, "open_tender.json", &EmbeddedFile::name);
    return parse_method(found->bytes).value();
}

TenderTerms some_terms() {
    TenderTerms terms;
    terms.number = "DY2027-SG-001-1";
    terms.title = "岱阳市滨河路道路改造工程一标段";
    terms.region = "320102";
    terms.location = "滨河路";
    terms.scope = "道路、排水、照明及绿化，详见图纸和工程量清单。";
    terms.qualification = "市政公用工程施工总承包二级及以上资质；项目负责人具备注册建造师资格。";
    terms.evaluation = "经评审的最低投标价法。";
    terms.estimate = Fen(30'000'000'00);
    terms.validity_days = 90;
    terms.security = {Fen(600'000'00), true, true};
    terms.sections = {{"1", "投标人须知", "投标文件由开标一览表和投标文件两部分组成，各自加密。"}};
    terms.fields = {{"price", "投标报价", "Price", FieldKind::money, true, {}, 30'000'000'00, true},
                    {"period", "工期", "Period", FieldKind::days, true, 1, 180, false},
                    {"leader", "项目负责人", "Project leader", FieldKind::text, true, {}, {}, false}};
    terms.files = {"files"};
    return terms;
}

TenderTimes some_times() {
    return {china("2027-03-08"), china("2027-03-12"), deadline};
}

LotKey some_key(std::int64_t officers, std::int64_t threshold) {
    return {some<CeremonyTag>("CEREMNY"),
            1,
            std::string(66, '2'),
            sha256("lot.crt"),
            deadline,
            officers,
            threshold};
}

std::string LotLife::act(const TenderLotCommand& command) {
    auto events = decide(state, command, now, facts);
    if (!events) {
        return events.refusal().code;
    }
    for (const auto& event : *events) {
        state = evolve(std::move(state), event, now);
    }
    last = std::move(*events);
    return "ok";
}

void LotLife::settle(std::int64_t submissions) {
    facts.settled = now;
    facts.closing = ClosingFacts{sha256("closing list"), submissions};
}

void LotLife::publish(std::int64_t officers, std::int64_t threshold) {
    ASSERT_EQ(act(PublishTenderLot{some_tender, some_terms(), some_times(), shipped_method(),
                                   some_key(officers, threshold)}),
              "ok");
}

void LotLife::cosign_all() {
    for (std::int64_t holder = 1; holder <= state.key.officers; ++holder) {
        ASSERT_EQ(act(CosignKey{holder, sha256("signature")}), "ok");
    }
}

std::string codes(const std::vector<Refusal>& findings) {
    std::string all;
    for (const auto& one : findings) {
        all += (all.empty() ? "" : " ") + one.code + "@" + one.field;
    }
    return all;
}

}  // namespace daylit::tendering::testing
