#include "hr/announcements/audience.hpp"

#include "http/field_errors.hpp"
#include "http/json_body.hpp"
#include "http/numbers.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::hr {
namespace {

namespace field_error = http::field_error;
using base::JsonView;

constexpr auto body = http::FieldError::Place::body;

class Reader {
  public:
    void read(JsonView part, const std::string& at, int depth) {
        if (!part.is_object()) {
            refuse(field_error::wrong_type(body, at, "object"));
            return;
        }
        if (part.size() != 1) {
            refuse({body, at, "one_key",
                    http::Text{"Name one thing: all, department, team, location, tenure, members, "
                               "and, or.",
                               "all, department, team, location, tenure, members, and, or 중 하나만 "
                               "적어 주세요."}});
            return;
        }
        if (++parts_ > most_audience_parts) {
            too_large(at);
            return;
        }
        const auto [kind, value] = *part.members().begin();
        const std::string below = fmt::format("{}/{}", at, kind);
        if (kind == "all") {
            if (value.boolean() != true) {
                refuse({body, below, "not_true", http::Text{"This must be true.", "true여야 해요."}});
            }
        } else if (kind == "department" || kind == "team" || kind == "location") {
            read_id(value, below);
        } else if (kind == "tenure") {
            read_tenure(value, below);
        } else if (kind == "members") {
            read_members(value, below);
        } else if (kind == "and" || kind == "or") {
            read_parts(value, below, depth + 1);
        } else {
            refuse(field_error::unknown(body, at + "/" + std::string(http::pointer_to(kind).substr(2))));
        }
    }

    std::vector<http::FieldError> errors;

  private:
    void refuse(http::FieldError error) {
        if (errors.size() < most_audience_parts) {
            errors.push_back(std::move(error));
        }
    }

    void too_large(const std::string& at) {
        if (!std::exchange(said_too_large_, true)) {
            refuse({body,
                    at,
                    "audience_too_large",
                    {fmt::format("An audience has at most {} parts and {} members by name, {} levels deep.",
                                 most_audience_parts, most_audience_members, most_audience_depth),
                     fmt::format("조건은 {}개, 이름으로 고른 구성원은 {}명, 깊이는 {}단계까지예요.",
                                 most_audience_parts, most_audience_members, most_audience_depth)}});
        }
    }

    void read_id(JsonView value, const std::string& at) {
        const auto text = value.string();
        if (!text) {
            refuse(field_error::wrong_type(body, at, "string"));
        } else if (!http::parse_id(*text)) {
            refuse(field_error::not_an_id(body, at));
        }
    }

    void read_tenure(JsonView value, const std::string& at) {
        if (!value.is_object()) {
            refuse(field_error::wrong_type(body, at, "object"));
            return;
        }
        for (const auto& [name, months] : value.members()) {
            const std::string below = fmt::format("{}/{}", at, name);
            if (name != "from_months" && name != "until_months") {
                refuse(field_error::unknown(body, at + "/" + std::string(http::pointer_to(name).substr(2))));
            } else if (!months.integer()) {
                refuse(field_error::wrong_type(body, below, "integer"));
            } else if (*months.integer() < 0 || *months.integer() > most_tenure_months) {
                refuse(field_error::out_of_range(body, below, 0, most_tenure_months));
            }
        }
        const auto from = value["from_months"].integer();
        const auto until = value["until_months"].integer();
        if (!value["from_months"] && !value["until_months"]) {
            refuse(field_error::required(body, at + "/from_months"));
        } else if (from && until && *from >= *until) {
            refuse({body, at + "/until_months", "out_of_range",
                    http::Text{"This must be more than from_months.", "from_months보다 커야 해요."}});
        }
    }

    void read_members(JsonView value, const std::string& at) {
        if (!value.is_array()) {
            refuse(field_error::wrong_type(body, at, "array"));
            return;
        }
        members_ += value.size();
        if (value.size() == 0) {
            refuse(field_error::bad_size(body, at, 1, most_audience_members));
        } else if (members_ > most_audience_members) {
            too_large(at);
        } else {
            std::size_t index = 0;
            for (const JsonView id : value.elements()) {
                read_id(id, fmt::format("{}/{}", at, index++));
            }
        }
    }

    void read_parts(JsonView value, const std::string& at, int depth) {
        if (!value.is_array()) {
            refuse(field_error::wrong_type(body, at, "array"));
        } else if (value.size() == 0) {
            refuse(field_error::bad_size(body, at, 1, most_audience_parts));
        } else if (depth >= most_audience_depth) {
            too_large(at);
        } else {
            std::size_t index = 0;
            for (const JsonView part : value.elements()) {
                read(part, fmt::format("{}/{}", at, index++), depth);
            }
        }
    }

    std::size_t parts_ = 0;
    std::size_t members_ = 0;
    bool said_too_large_ = false;
};

std::optional<std::string> find_named(JsonView part, const std::string& at, std::string_view kind,
                                      std::string_view id) {
    for (const auto& [name, value] : part.members()) {
        const std::string below = fmt::format("{}/{}", at, name);
        if (name == kind && value.string() == id) {
            return below;
        }
        std::size_t index = 0;
        for (const JsonView element : value.elements()) {
            const std::string place = fmt::format("{}/{}", below, index++);
            if (name == kind && element.string() == id) {
                return place;
            }
            if (auto found = find_named(element, place, kind, id)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<http::FieldError> errors_in_audience(JsonView audience, const std::string& pointer) {
    Reader reader;
    reader.read(audience, pointer, 0);
    return std::move(reader.errors);
}

std::string pointer_to_named(JsonView audience, const std::string& pointer, std::string_view kind,
                             std::string_view id) {
    return find_named(audience, pointer, kind, id).value_or(pointer);
}

}  // namespace gracy::hr
