#include "server/wire/route.hpp"

namespace daylit::wire {

namespace {

std::string_view method_name(Method method) {
    switch (method) {
        case Method::get:
            return "get";
        case Method::post:
            return "post";
        case Method::put:
            return "put";
        case Method::del:
            return "delete";
    }
    return "";
}

boost::json::object reference(const Shape& shape) {
    return {{"$ref", "#/components/schemas/" + shape.name}};
}

boost::json::object parameter(std::string_view name, std::string_view place, bool required) {
    return {{"name", name},
            {"in", place},
            {"required", required},
            {"schema", boost::json::object{{"type", "string"}}}};
}

boost::json::array parameters(const Route& route) {
    boost::json::array all;
    for (auto open = route.path.find('{'); open != std::string::npos; open = route.path.find('{', open + 1)) {
        all.push_back(
            parameter(route.path.substr(open + 1, route.path.find('}', open) - open - 1), "path", true));
    }
    for (const auto& name : route.query_names) {
        all.push_back(parameter(name, "query", false));
    }
    if (route.method != Method::get && route.repeats == Repeats::by_key) {
        all.push_back(parameter("Idempotency-Key", "header", true));
    }
    return all;
}

boost::json::object content(std::string_view media_type, boost::json::object schema) {
    return {{std::string(media_type), boost::json::object{{"schema", std::move(schema)}}}};
}

boost::json::object responses(const Route& route) {
    boost::json::object answer{{"description", "OK"}};
    if (route.out) {
        answer["content"] = content("application/json", reference(*route.out));
    } else if (!route.raw_out.empty()) {
        answer["content"] = content(route.raw_out, {{"type", "string"}, {"format", "binary"}});
    }
    boost::json::object problem{{"description", "A refusal, by its stable code"}};
    problem["content"] = content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}});
    return {{"200", std::move(answer)}, {"default", std::move(problem)}};
}

boost::json::object operation(const Route& route) {
    boost::json::object described{{"summary", route.summary}, {"parameters", parameters(route)}};
    if (route.in) {
        described["requestBody"] = boost::json::object{
            {"required", true}, {"content", content("application/json", reference(*route.in))}};
    } else if (!route.raw_in.empty()) {
        described["requestBody"] = boost::json::object{
            {"required", true},
            {"content", content(route.raw_in, {{"type", "string"}, {"format", "binary"}})}};
    }
    described["responses"] = responses(route);
    if (route.access.kind != Access::Kind::anyone) {
        boost::json::array ways{boost::json::object{{"session", boost::json::array{}}}};
        if (route.scope) {
            ways.push_back(boost::json::object{{"token", boost::json::array{}}});
            ways.push_back(
                boost::json::object{{"token", boost::json::array{}}, {"certificate", boost::json::array{}}});
        }
        described["security"] = std::move(ways);
    }
    if (route.scope) {
        described["x-scope"] = to_json(*route.scope);
    }
    if (route.access.kind == Access::Kind::roles) {
        boost::json::array roles;
        for (const auto role : route.access.roles) {
            roles.push_back(to_json(role));
        }
        described["x-roles"] = std::move(roles);
    }
    if (route.step_up.of != StepUp::Of::nobody) {
        boost::json::array roles;
        for (const auto role : route.step_up.roles) {
            roles.push_back(to_json(role));
        }
        described["x-step-up"] = route.step_up.of == StepUp::Of::everybody
                                     ? boost::json::value("everybody")
                                     : boost::json::value(std::move(roles));
    }
    return described;
}

boost::json::object problem_schema() {
    const boost::json::object text{{"type", "string"}};
    boost::json::object properties{{"type", text},       {"title", text},   {"status", {{"type", "integer"}}},
                                   {"code", text},       {"field", text},   {"detail", text},
                                   {"request_id", text}, {"evidence", text}};
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", {"type", "title", "status", "code", "detail", "request_id"}}};
}

}  // namespace

boost::json::object openapi_document(const std::vector<Route>& routes) {
    boost::json::object paths;
    boost::json::object schemas;
    for (const auto& route : routes) {
        auto& item = paths[route.path];
        if (!item.is_object()) {
            item.emplace_object();
        }
        item.get_object()[std::string(method_name(route.method))] = operation(route);
        for (const auto* shape : {route.in ? &*route.in : nullptr, route.out ? &*route.out : nullptr}) {
            if (shape != nullptr) {
                schemas[shape->name] = shape->schema;
            }
        }
    }
    schemas["Problem"] = problem_schema();
    boost::json::object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-session"}};
    boost::json::object token{{"type", "http"}, {"scheme", "bearer"}};
    boost::json::object certificate{{"type", "mutualTLS"},
                                    {"description",
                                     "On the programs' port: every request carries a token that is bound to "
                                     "the certificate of its connection "
                                     "(RFC 8705, 3); such a token is good nowhere else."}};
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Daylight"}, {"version", "1"}}},
            {"paths", std::move(paths)},
            {"components",
             {{"schemas", std::move(schemas)},
              {"securitySchemes",
               {{"session", std::move(session)},
                {"token", std::move(token)},
                {"certificate", std::move(certificate)}}}}}};
}

}  // namespace daylit::wire
