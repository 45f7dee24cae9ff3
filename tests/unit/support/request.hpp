// Requests as tests make them. Texts are literals, or outlive the request.
#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::test {

struct RequestParts {
    http::Method method = http::Method::get;
    std::string_view path = "/";
    std::string_view query = {};
    std::initializer_list<http::Header> headers = {};
    std::string_view body = {};
    bool secure = false;
};

inline std::unique_ptr<http::Request> make_request(const RequestParts& parts) {
    auto request = std::make_unique<http::Request>();
    request->method = parts.method;
    request->path = parts.path;
    request->query = parts.query;
    request->headers = parts.headers;
    request->body = parts.body;
    request->remote_address = "192.0.2.1";
    request->request_id = "0123456789abcdef0123456789abcdef";
    request->secure = parts.secure;
    return request;
}

/// A POST of JSON.
inline std::unique_ptr<http::Request> make_json_request(std::string_view body) {
    return make_request(
        {.method = http::Method::post, .headers = {{"Content-Type", "application/json"}}, .body = body});
}

/// The response's only field of that name; nothing when there is none, or several.
inline std::optional<std::string> header_of(const http::Response& response, std::string_view name) {
    std::optional<std::string> found;
    for (const http::ResponseHeader& header : response.headers) {
        if (http::same_name(header.name, name)) {
            if (found) {
                return std::nullopt;
            }
            found = header.value;
        }
    }
    return found;
}

}  // namespace gracy::test
