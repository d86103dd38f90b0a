// Finance's desk.
#include "tools/demo/chance.hpp"
#include "tools/demo/desks.hpp"

#include <fmt/format.h>

namespace daylit::tools {

void MoneyDesk::work(const Reading& reading) {
    if (pause_.is_over(reading.now)) {
        resolve_lines();
        pay_refunds(reading);
    }
}

void MoneyDesk::pay_refunds(const Reading& reading) {
    for (const auto& value : cast_.at("finance-1").list("/api/v1/refunds?state=due")) {
        attempt(told_, [&] { pay_refund(value.as_object(), reading); });
    }
}

// Some are paid at once, the others when three days are left.
void MoneyDesk::pay_refund(const object& refund, const Reading& reading) {
    const auto id = text_of(refund, "id");
    const bool pressing = date_of(refund, "due_date") <= days_later(reading.today(), 3);
    if (!pressing && chance("refund " + id, 2) == 0) {
        return;
    }
    auto& payer = cast_.at(chance("payer " + id, 2) == 0 ? "finance-1" : "finance-2");
    payer.post("/api/v1/refunds/" + id + "/paid", {{"bank_reference", "TK" + id.substr(0, 14)}});
    told_(fmt::format("退还保证金 {} 至 {}", money_text(Fen(number_of(refund, "amount"))),
                      text_of(refund, "payee")));
}

void MoneyDesk::resolve_lines() {
    for (const auto& value : cast_.at("finance-2").list("/api/v1/bank-lines?state=mismatched")) {
        attempt(told_, [&] { resolve_line(value.as_object()); });
    }
}

// One proposes, the other confirms when it looks again.
void MoneyDesk::resolve_line(const object& line) {
    const auto path = "/api/v1/bank-lines/" + text_of(line, "id");
    if (text_of(line, "proposal").empty()) {
        cast_.at("finance-1")
            .post(path + "/resolve",
                  {{"resolution", "return_to_payer"}, {"reason", "到账款项与竞买申请不符，原路退回。"}});
    } else if (flag_of(line, "may_confirm")) {
        cast_.at("finance-2").post(path + "/confirm");
        told_(fmt::format("{} 的款项 {} 与申请不符，两名财务人员确认原路退回", text_of(line, "payer"),
                          money_text(Fen(number_of(line, "amount")))));
    }
}

}  // namespace daylit::tools
