// The OpenAPI document that the pages and others' programs are made from.
#include "server/wire/route.hpp"
#include "tests/wire/support.hpp"

#include <set>

namespace daylit::wire {
namespace {

const boost::json::object& document() {
    static const auto made = openapi_document(all_routes());
    return made;
}

// Every object of the document, with where it stands.
void walk(const boost::json::value& value, const std::string& place,
          const std::function<void(const boost::json::object&, const std::string&)>& visit) {
    if (value.is_object()) {
        visit(value.get_object(), place);
        for (const auto& [key, inner] : value.get_object()) {
            walk(inner, place + "/" + std::string(key), visit);
        }
    } else if (value.is_array()) {
        std::size_t index = 0;
        for (const auto& inner : value.get_array()) {
            walk(inner, place + "/" + std::to_string(index++), visit);
        }
    }
}

std::set<std::string> path_params(std::string_view path) {
    std::set<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
        names.emplace(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return names;
}

TEST(OpenApi, SaysWhatItIs) {
    EXPECT_EQ(document().at("openapi"), "3.1.0");
    EXPECT_FALSE(document().at("info").at("title").as_string().empty());
    EXPECT_FALSE(document().at("info").at("version").as_string().empty());
    EXPECT_GT(document().at("paths").as_object().size(), 20U);
}

TEST(OpenApi, HasEveryReferenceResolved) {
    int references = 0;
    const boost::json::value whole(document());
    walk(whole, "", [&](const boost::json::object& object, const std::string& place) {
        if (const auto* reference = object.if_contains("$ref")) {
            ++references;
            const std::string pointer(reference->as_string());
            ASSERT_TRUE(pointer.starts_with("#/")) << place;
            boost::system::error_code error;
            EXPECT_NE(whole.find_pointer(pointer.substr(1), error), nullptr) << place << " " << pointer;
        }
    });
    EXPECT_GT(references, 40);
}

TEST(OpenApi, DescribesEveryRouteOfTheTable) {
    std::set<std::string> seen;
    for (const auto& route : all_routes()) {
        const auto& item = document().at("paths").as_object().at(route.path).as_object();
        constexpr std::array names{"get", "post", "put", "delete"};
        const std::string method = names.at(static_cast<std::size_t>(route.method));
        EXPECT_TRUE(seen.insert(method + " " + route.path).second)
            << "twice: " << method << " " << route.path;
        const auto& operation = item.at(method).as_object();
        EXPECT_FALSE(operation.at("summary").as_string().empty()) << route.path;
        EXPECT_TRUE(operation.at("responses").as_object().contains("200")) << route.path;
        EXPECT_TRUE(operation.at("responses").as_object().contains("default")) << route.path;
        EXPECT_EQ(operation.contains("security"), route.access.kind != Access::Kind::anyone) << route.path;
        EXPECT_EQ(operation.contains("x-roles"), route.access.kind == Access::Kind::roles) << route.path;
        EXPECT_EQ(operation.contains("requestBody"), route.in.has_value() || !route.raw_in.empty())
            << route.path;
        EXPECT_NE(route.run != nullptr, route.begin != nullptr) << route.path;
    }
}

TEST(OpenApi, NamesTheParametersOfEachAddressOnce) {
    for (const auto& [path, item] : document().at("paths").as_object()) {
        EXPECT_EQ(path.front(), '/');
        for (const auto& [method, operation] : item.as_object()) {
            std::set<std::string> in_path;
            std::set<std::string> all;
            bool key = false;
            for (const auto& parameter : operation.at("parameters").as_array()) {
                const std::string name(parameter.at("name").as_string());
                const std::string place(parameter.at("in").as_string());
                EXPECT_TRUE(all.insert(place + ":" + name).second) << path << " " << name;
                EXPECT_EQ(parameter.at("required").as_bool(), place != "query") << path << " " << name;
                if (place == "path") {
                    in_path.insert(name);
                }
                key = key || name == "Idempotency-Key";
            }
            EXPECT_EQ(in_path, path_params(path)) << path;
            EXPECT_FALSE(key && method == "get") << path;
        }
    }
}

// By a session, by a token, or by a token with the certificate that it is bound to; never by a certificate
// alone.
TEST(OpenApi, SaysHowProgramsComeIn) {
    const auto& schemes = document().at("components").at("securitySchemes").as_object();
    EXPECT_EQ(schemes.at("certificate").at("type"), "mutualTLS");
    EXPECT_EQ(schemes.at("token").at("scheme"), "bearer");
    for (const auto& route : all_routes()) {
        constexpr std::array names{"get", "post", "put", "delete"};
        const std::string method = names.at(static_cast<std::size_t>(route.method));
        const auto* security =
            document().at("paths").at(route.path).at(method).as_object().if_contains("security");
        if (security == nullptr) {
            continue;
        }
        const auto expected = route.scope ? R"([{"session":[]},{"token":[]},{"token":[],"certificate":[]}])"
                                          : R"([{"session":[]}])";
        EXPECT_EQ(boost::json::serialize(*security), expected) << route.path;
    }
}

TEST(OpenApi, GivesOneNameToOneShape) {
    std::map<std::string, boost::json::object> shapes;
    for (const auto& route : all_routes()) {
        for (const auto* shape : {&route.in, &route.out}) {
            if (*shape) {
                const auto [found, fresh] = shapes.emplace((*shape)->name, (*shape)->schema);
                EXPECT_TRUE(fresh || found->second == (*shape)->schema) << (*shape)->name;
                EXPECT_EQ((*shape)->name.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
                          std::string::npos)
                    << (*shape)->name;
            }
        }
    }
}

TEST(OpenApi, HasSchemasThatRequireOnlyWhatTheyDescribe) {
    int objects = 0;
    walk(document().at("components").at("schemas"), "",
         [&](const boost::json::object& schema, const std::string& place) {
             const auto* required = schema.if_contains("required");
             if (required == nullptr || !required->is_array()) {
                 return;
             }
             ++objects;
             const auto& properties = schema.at("properties").as_object();
             for (const auto& name : required->get_array()) {
                 EXPECT_TRUE(properties.contains(name.as_string())) << place << " " << name;
             }
         });
    EXPECT_GT(objects, 20);
}

TEST(OpenApi, CallsForRolesThatExist) {
    std::set<std::string> known;
    for (const auto& place : registry::role_places()) {
        known.insert(boost::describe::enum_to_string(place.role, ""));
    }
    for (const auto& [path, item] : document().at("paths").as_object()) {
        for (const auto& [method, operation] : item.as_object()) {
            const auto* roles = operation.as_object().if_contains("x-roles");
            if (roles != nullptr) {
                EXPECT_FALSE(roles->as_array().empty()) << path;
                for (const auto& role : roles->as_array()) {
                    EXPECT_TRUE(known.contains(std::string(role.as_string()))) << path;
                }
            }
        }
    }
}

}  // namespace
}  // namespace daylit::wire
