#include "tools/demo/roster.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace daylit::tools {

namespace {

using registry::OrganisationKind;
using registry::Role;

constexpr std::array staff{
    StaffPart{"registrar", "林书华", Role::registrar, "主体登记"},
    StaffPart{"clerk", "周敏", Role::clerk, "业务经办"},
    StaffPart{"reviewer", "吴国平", Role::reviewer, "业务复核"},
    StaffPart{"finance-1", "郑晓", Role::finance, "财务"},
    StaffPart{"finance-2", "冯立", Role::finance, "财务"},
    StaffPart{"officer-1", "陈一鸣", Role::disclosure_officer, "信息公开审查"},
    StaffPart{"officer-2", "褚青", Role::disclosure_officer, "信息公开审查"},
    StaffPart{"supervisor", "卫东明", Role::supervisor, "行政监督"},
};

constexpr auto bidder = OrganisationKind::bidder;
constexpr std::array organisations{
    OrganisationPart{"seller", "蒋文", "岱阳市自然资源和规划局", OrganisationKind::seller, "11", "00430112",
                     "岱阳市望岳东路 6 号", "沈建业"},
    OrganisationPart{"hengyuan", "韩磊", "岱阳恒远置业有限公司", bidder, "91", "MA3DEY01",
                     "岱阳市东岳大街 118 号", "韩松"},
    OrganisationPart{"zhongtai", "杨帆", "中泰城建集团有限公司", bidder, "91", "58310427",
                     "岱阳市长城路 9 号", "朱志刚"},
    OrganisationPart{"lanting", "秦月", "山东蓝庭房地产开发有限公司", bidder, "91", "MA3F6K82",
                     "岱阳市灵山大街 56 号", "秦汉"},
    OrganisationPart{"wenhe", "尤丽", "汶河地产有限公司", bidder, "91", "70624593", "岱阳市汶河路 21 号",
                     "尤胜利"},
    OrganisationPart{"dongcheng", "许诺", "岱阳东城投资发展有限公司", bidder, "91", "66198740",
                     "岱阳市迎胜东路 77 号", "许卫国"},
    OrganisationPart{"zhizao", "何俊", "齐鲁智造产业园有限公司", bidder, "91", "MA3PQ719",
                     "岱阳市高新区一天门大街 300 号", "何光"},
    OrganisationPart{"xinghe", "吕静", "星河商业管理有限公司", bidder, "91", "31048265", "岱阳市财源街 40 号",
                     "施雨"},
    OrganisationPart{"taihe", "张弛", "泰和文旅开发有限公司", bidder, "91", "MA3CT634", "岱阳市红门路 12 号",
                     "张岳"},
    OrganisationPart{"guest", "体验者", "岱阳体验置业有限公司", bidder, "91", "MA3GUE57", "岱阳市体验路 1 号",
                     "体验者", true},
};

constexpr std::string_view region = "370900";
constexpr std::string_view code_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::string_view whole_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

int value_of(char c, std::string_view alphabet) {
    return static_cast<int>(alphabet.find(c));
}

char organisation_check(std::string_view serial) {
    constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += value_of(serial[i], whole_alphabet) * weights[i];
    }
    const int check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

char code_check(std::string_view body) {
    int sum = 0;
    int weight = 1;
    for (const char c : body) {
        sum += value_of(c, code_alphabet) * weight;
        weight = weight * 3 % 31;
    }
    return code_alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

}  // namespace

std::span<const StaffPart> staff_parts() {
    return staff;
}

std::span<const OrganisationPart> organisation_parts() {
    return organisations;
}

std::string uscc_of(const OrganisationPart& part) {
    auto code = std::string(part.prefix) + std::string(region) + std::string(part.serial);
    code += organisation_check(part.serial);
    code += code_check(code);
    return code;
}

std::string letter_pdf(std::string_view login, std::string_view uscc) {
    const auto words = fmt::format(
        "BT /F1 16 Tf 72 760 Td (Letter of authorisation) Tj 0 -28 Td "
        "(Organisation {}) Tj 0 -22 Td (authorises its agent {}) Tj ET",
        uscc, login);
    const std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        fmt::format("<< /Length {} >>\nstream\n{}\nendstream", words.size(), words),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    };
    std::string file = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", file.size());
        file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const auto start = file.size();
    return file + table +
           fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1,
                       start);
}

}  // namespace daylit::tools
