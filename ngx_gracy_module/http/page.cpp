#include "http/page.hpp"

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

}  // namespace

PageQuery PageQuery::read(QueryReader& query, const CursorScope& scope) {
    PageQuery page;
    page.limit = static_cast<int>(query.integer("limit", 1, max_limit).value_or(default_limit));
    page.with_total = query.choice("include", {"total"}).has_value();
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
    if (end.next_cursor) {
        const std::string next = page.by_offset
                                     ? query.with("offset", fmt::format("{}", page.offset + page.limit), "cursor")
                                     : query.with("cursor", *end.next_cursor, "offset");
        response.with("Link", fmt::format("<{}?{}>; rel=\"next\"", request.path, next));
    }
    return response;
}

}  // namespace gracy::http
