#include "http/query.hpp"

#include "base/text.hpp"
#include "http/numbers.hpp"
#include "http/timestamp.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <limits>

namespace gracy::http {
namespace {

constexpr std::size_t max_parameters = 32;
constexpr auto place = FieldError::Place::query;

// Of a link to another page, without its cursor; a longer one grows.
constexpr std::size_t expected_query_size = 64;

// What a message may repeat of a field that could not be decoded.
std::string showable_name(std::string_view field) {
    const std::string_view name = field.substr(0, std::min<std::size_t>(field.find('='), 64));
    return std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f; }) ? std::string(name) : std::string();
}

// 2026-11-21T09:30:00+09:00 whose sign was sent as it is, which in a query is a blank.
bool lost_its_sign(std::string_view text) {
    const auto blank = text.rfind(' ');
    return blank != std::string_view::npos &&
           parse_timestamp(fmt::format("{}+{}", text.substr(0, blank), text.substr(blank + 1))).has_value();
}

UrlEncoded decode(std::string_view query) {
    auto decoded = UrlEncoded::decode(query, max_parameters);
    if (decoded) {
        return std::move(*decoded);
    }
    std::string name = showable_name(decoded.error().field);
    switch (decoded.error().defect) {
        case UrlEncoded::Defect::bad_escape:
            throw Problem::malformed_query(field_error::bad_escape(place, std::move(name)));
        case UrlEncoded::Defect::not_utf8:
            throw Problem::malformed_query(field_error::not_utf8(place, std::move(name)));
        case UrlEncoded::Defect::nul:
            throw Problem::malformed_query(field_error::nul(place, std::move(name)));
        case UrlEncoded::Defect::too_many:
            break;
    }
    throw Problem::malformed_query(field_error::bad_size(place, std::move(name), 0, max_parameters));
}

}  // namespace

QueryReader::QueryReader(std::string_view query) : fields_(decode(query)), taken_(fields_.fields().size()) {}

std::optional<std::string_view> QueryReader::raw(std::string_view name) {
    std::optional<std::string_view> value;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
        const UrlEncoded::Field& field = fields_.fields()[i];
        if (field.name != name) {
            continue;
        }
        taken_[i] = true;
        if (value) {
            refuse(field_error::duplicate(place, std::string(name)));
            return std::nullopt;
        }
        value = field.value;
    }
    return value;
}

std::optional<std::string> QueryReader::text(std::string_view name, std::size_t most, std::size_t least) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    std::string composed = base::is_nfc(*value) ? std::string(*value) : base::to_nfc(*value);
    const std::size_t length = base::code_points(composed);
    if (length < least || length > most) {
        refuse(field_error::bad_length(place, std::string(name), least, most));
        return std::nullopt;
    }
    return composed;
}

std::optional<std::int64_t> QueryReader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    const auto number = parse_integer(*value);
    if (!number) {
        refuse(field_error::not_a_number(place, std::string(name)));
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        refuse(field_error::out_of_range(place, std::string(name), least, most));
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> QueryReader::id(std::string_view name) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    const auto id = parse_id(*value);
    if (!id) {
        refuse(field_error::not_an_id(place, std::string(name)));
    }
    return id;
}

std::optional<base::Timestamp> QueryReader::timestamp(std::string_view name) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    const auto timestamp = parse_timestamp(*value);
    if (!timestamp) {
        FieldError error = field_error::not_a_timestamp(place, std::string(name));
        if (lost_its_sign(*value)) {
            error.detail.english += " `+` must be sent as `%2B`.";
            error.detail.korean += " `+`는 `%2B`로 보내 주세요.";
        }
        refuse(std::move(error));
    }
    return timestamp;
}

std::optional<base::Date> QueryReader::date(std::string_view name) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    const auto date = parse_date(*value);
    if (!date) {
        refuse(field_error::not_a_date(place, std::string(name)));
    }
    return date;
}

std::optional<bool> QueryReader::boolean(std::string_view name) {
    const auto word = choice(name, {"true", "false"});
    return word ? std::optional(*word == "true") : std::nullopt;
}

std::optional<std::string_view> QueryReader::choice(std::string_view name,
                                                    std::initializer_list<std::string_view> known) {
    const auto value = raw(name);
    if (!value) {
        return std::nullopt;
    }
    const auto* const found = std::ranges::find(known, *value);
    if (found == known.end()) {
        refuse(field_error::not_one_of(place, std::string(name), known));
        return std::nullopt;
    }
    return *found;
}

bool QueryReader::has(std::string_view name) const {
    return std::ranges::any_of(fields_.fields(), [&](const auto& field) { return field.name == name; });
}

void QueryReader::finish() {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
        if (!taken_[i]) {
            refuse(field_error::unknown(place, std::string(fields_.fields()[i].name)));
        }
    }
    if (!errors_.empty()) {
        throw Problem::malformed_query(std::move(errors_));
    }
}

std::string QueryReader::with(std::string_view name, std::string_view value, std::string_view dropped) const {
    std::string query;
    query.reserve(expected_query_size + value.size());
    const auto add = [&](std::string_view n, std::string_view v) {
        query += query.empty() ? "" : "&";
        append_percent_encoded(query, n);
        query += '=';
        append_percent_encoded(query, v);
    };
    for (const UrlEncoded::Field& field : fields_.fields()) {
        if (field.name != name && field.name != dropped) {
            add(field.name, field.value);
        }
    }
    add(name, value);
    return query;
}

}  // namespace gracy::http
