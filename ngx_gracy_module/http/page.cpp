#include "http/page.hpp"

#include "http/field_value.hpp"

#include <fmt/format.h>

namespace gracy::http {
namespace {

constexpr auto place = FieldError::Place::query;

std::string open(const CursorScope& scope, std::string_view cursor) {
    auto values = open_cursor(scope, cursor);
    if (values) {
        return std::move(*values);
    }
    if (values.error() == CursorDefect::mismatch) {
        throw Problem::cursor_mismatch();
    }
    throw Problem::malformed_query(
        {place, "cursor", "not_a_cursor",
         Text{"This is not a cursor that was handed out here.", "여기서 발급한 커서가 아니에요."}});
}

/// `include=total,manager`: words, each once.
void read_include(QueryReader& query, const Expansions& known, PageQuery& page) {
    const auto value = query.raw("include");
    std::string_view rest = value.value_or("");
    for (bool more = value.has_value(); more;) {
        more = rest.contains(',');
        const std::string_view word = split_off(rest, ',');
        const auto found = std::ranges::find(known, word);
        if (word == "total" && !page.with_total) {
            page.with_total = true;
        } else if (found != known.end() && std::ranges::find(page.expansions, word) == page.expansions.end()) {
            page.expansions.push_back(*found);
        } else {
            std::string words = "total";
            for (const std::string_view other : known) {
                words += fmt::format(", {}", other);
            }
            query.refuse({place,
                          "include",
                          "not_one_of",
                          {fmt::format("This names some of {}, each once.", words),
                           fmt::format("다음 중에서 하나씩 골라 쉼표로 이어 주세요: {}.", words)}});
            return;
        }
    }
}

std::string link_to(const Request& request, const std::string& query, std::string_view relation) {
    return fmt::format("<{}?{}>; rel=\"{}\"", request.path, query, relation);
}

/// The pages around one at an offset, as far as offsets go.
std::string offset_links(const Request& request, const QueryReader& query, const PageQuery& page, bool has_next) {
    const auto at = [&](int offset, std::string_view relation) {
        return link_to(request, query.with("offset", fmt::format("{}", offset), "cursor"), relation);
    };
    std::string links;
    if (has_next && page.offset + page.limit <= PageQuery::max_offset) {
        links = at(page.offset + page.limit, "next");
    }
    if (page.offset > 0) {
        links += (links.empty() ? "" : ", ") + at(std::max(page.offset - page.limit, 0), "prev");
    }
    return links;
}

}  // namespace

PageQuery PageQuery::read(QueryReader& query, const CursorScope& scope, const Expansions& known) {
    PageQuery page;
    page.limit = static_cast<int>(query.integer("limit", 1, max_limit).value_or(default_limit));
    read_include(query, known, page);
    const auto cursor = query.raw("cursor");
    // Any number is read, so that one that is too large gets its own answer.
    const auto offset = query.integer("offset", 0, INT64_MAX);
    if (cursor && offset) {
        query.refuse({place, "offset", "exclusive",
                      Text{"Send a cursor or an offset, not both.", "cursor와 offset은 함께 쓸 수 없어요."}});
        return page;
    }
    if (cursor) {
        page.after = open(scope, *cursor);
    }
    if (offset) {
        if (*offset > max_offset) {
            throw Problem::offset_too_large(max_offset);
        }
        page.offset = static_cast<int>(*offset);
        page.by_offset = true;
    }
    return page;
}

Response finish_page(base::JsonWriter& json, const Request& request, const QueryReader& query, const PageQuery& page,
                     const PageEnd& end) {
    json.key<"page">().open_object();
    json.field<"limit">(page.limit);
    json.field<"next_cursor">(end.next_cursor);
    if (end.total) {
        json.field<"total">(*end.total);
    }
    json.close_object().close_object();
    Response response = Response::json(json.take());
    const std::string links = page.by_offset ? offset_links(request, query, page, end.next_cursor.has_value())
                              : end.next_cursor
                                  ? link_to(request, query.with("cursor", *end.next_cursor, "offset"), "next")
                                  : std::string();
    if (!links.empty()) {
        response.with("Link", links);
    }
    return response;
}

}  // namespace gracy::http
