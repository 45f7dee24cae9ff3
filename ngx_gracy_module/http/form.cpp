#include "http/form.hpp"

#include <algorithm>

namespace gracy::http {

std::optional<Form> Form::parse(std::string_view body) {
    auto fields = UrlEncoded::decode(body, max_fields);
    if (!fields) {
        return std::nullopt;
    }
    return Form(std::move(*fields));
}

std::optional<std::string_view> Form::get(std::string_view name) const {
    const auto found = std::ranges::find(fields_.fields(), name, &UrlEncoded::Field::name);
    return found == fields_.fields().end() ? std::nullopt : std::optional(found->value);
}

std::size_t Form::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(fields_.fields(), name, &UrlEncoded::Field::name));
}

}  // namespace gracy::http
