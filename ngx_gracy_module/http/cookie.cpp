#include "http/cookie.hpp"

#include "http/field_value.hpp"

namespace gracy::http {

std::optional<std::string_view> cookie(const Request& request, std::string_view name) {
    for (const Header& header : request.headers) {
        if (!same_name(header.name, "Cookie")) {
            continue;
        }
        for (std::string_view rest = header.value; !rest.empty();) {
            std::string_view value = split_off(rest, ';');
            if (trimmed(split_off(value, '=')) == name) {
                return trimmed(value);
            }
        }
    }
    return std::nullopt;
}

}  // namespace gracy::http
