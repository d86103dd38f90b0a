#include "registry/refusals.hpp"

#include <array>

namespace daylit::registry {

namespace {

constexpr std::array rows{
    RefusalRow{"natural_person_not_built", 422, "暂不受理自然人注册，目前只受理境内企业和单位。",
               "Natural persons cannot register yet: only enterprises of the mainland can."},
    RefusalRow{"overseas_not_built", 422, "暂不受理境外竞买人注册，目前只受理境内企业和单位。",
               "Overseas bidders cannot register yet: only enterprises of the mainland can."},
    RefusalRow{"kind_not_open", 422, "这类单位不能自行注册。",
               "Organisations of this kind cannot register themselves."},
    RefusalRow{"agreement_outdated", 422, "请阅读并签署现行的电子签名协议（版本 {0}）。",
               "Please read and sign the current agreement on electronic signatures (version {0})."},
    RefusalRow{"already_registered", 409, "这个统一社会信用代码已经注册。",
               "This unified social credit code is registered."},
    RefusalRow{"uscc_fixed", 422, "统一社会信用代码不能更改。",
               "The unified social credit code cannot be changed."},
    RefusalRow{"author_cannot_approve", 403, "经办人不能审核自己办理的事项，请由另一人审核。",
               "Who made a thing cannot approve it: another person must."},
    RefusalRow{"wrong_phase", 409, "当前状态（{0}）下不能这样办理。",
               "This cannot be done in the present state ({0})."},
    RefusalRow{"roles_empty", 422, "至少要有一个角色。", "At least one role is wanted."},
    RefusalRow{"role_not_here", 422, "这类单位的人员不能担任 {0}。", "This kind of organisation has no {0}."},
    RefusalRow{"role_repeated", 422, "角色 {0} 重复。", "The role {0} stands twice."},
    RefusalRow{"roles_conflict", 422, "{0} 与 {1} 不能由同一人担任。",
               "One person cannot be both {0} and {1}."},
    RefusalRow{"letter_expired", 422, "授权委托书已过有效期。", "The letter of authorisation has run out."},
    RefusalRow{"malformed_login", 422,
               "登录名应为 3 至 32 个小写字母、数字、点、下划线或连字符，以字母开头。",
               "A login is 3 to 32 lower-case letters, digits, dots, underscores or hyphens, beginning with "
               "a letter."},
    RefusalRow{"password_too_short", 422, "密码至少 {0} 个字符。", "A password has at least {0} characters."},
    RefusalRow{"password_common", 422, "这个密码太常见，请换一个。", "This password is too common."},
    RefusalRow{"password_guessable", 422, "密码不能包含登录名、姓名、手机号、邮箱名或单位名称。",
               "A password must not contain one's login, name, mobile number, e-mail name or organisation."},
    RefusalRow{"totp_already_there", 409, "已经登记了动态口令应用，请先移除原来的。",
               "An authenticator app is registered already: remove it first."},
    RefusalRow{"too_many_factors", 409, "第二因素最多登记 {0} 个。",
               "At most {0} second factors can be registered."},
    RefusalRow{"last_second_factor", 409, "工作人员必须保留至少一个第二因素，请先登记另一个。",
               "Staff must keep a second factor: register another one first."},
    RefusalRow{"no_second_factor", 409, "还没有登记第二因素。", "No second factor is registered."},
    RefusalRow{"recovery_code_wrong", 401, "恢复码不正确，或已经用过。",
               "The recovery code is wrong or was used."},
    RefusalRow{"scopes_empty", 422, "请至少选择一项权限范围。", "At least one scope is wanted."},
    RefusalRow{"scope_repeated", 422, "权限范围 {0} 重复。", "The scope {0} stands twice."},
    RefusalRow{"scope_not_offered", 422, "您的角色不能授予权限范围 {0}。",
               "Your roles open nothing under the scope {0}."},
    RefusalRow{"expiry_not_ahead", 422, "有效期必须晚于现在。", "The expiry must lie ahead."},
    RefusalRow{"expiry_too_far", 422, "有效期最长 {0} 天。", "A token may live for at most {0} days."},
    RefusalRow{"too_many_tokens", 409, "有效的令牌最多 {0} 个，请先吊销不用的令牌。",
               "There may be at most {0} tokens in force: revoke one that is not used."},
    RefusalRow{"certificate_revoked", 409, "证书已被吊销。", "The certificate is revoked."},
};

}  // namespace

std::span<const RefusalRow> registry_refusals() {
    return rows;
}

}  // namespace daylit::registry
