// Lists come in pages: after a cursor, or at an offset.
#pragma once

#include "base/json_writer.hpp"
#include "http/cursor.hpp"
#include "http/query.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace gracy::http {

/// Words that `include` may name besides `total`.
using Expansions = std::vector<std::string_view>;

/// What of a list is asked for, whatever it is ordered by.
struct PageQuery {
    static constexpr int default_limit = 50;
    static constexpr int max_limit = 200;
    static constexpr int max_offset = 100'000;

    int limit = default_limit;
    int offset = 0;
    /// Whether the offset was given: the link to the next page keeps the style.
    bool by_offset = false;
    /// `include=total`
    bool with_total = false;
    /// What else `include` names, of what the list can add to its rows.
    std::vector<std::string_view> expansions;
    /// What the cursor holds.
    std::optional<std::string> after;

    /// Takes limit, cursor, offset and include. Throws Problem for a cursor of another list and an offset too far.
    static PageQuery read(QueryReader& query, const CursorScope& scope, const Expansions& known = {});
};

/// The end of a page: `"page":{...}` and the Link header.
struct PageEnd {
    std::optional<std::string> next_cursor;
    std::optional<std::int64_t> total;
};

/// Closes the body that `json` holds and makes it the response.
Response finish_page(base::JsonWriter& json, const Request& request, const QueryReader& query, const PageQuery& page,
                     const PageEnd& end);

/// A page of a list that is ordered by the tuple `Key`, whose last element makes it unique.
template <class Key>
class Page {
  public:
    /// All four must outlive the page.
    Page(const Request& request, QueryReader& query, const CursorScope& scope, const Expansions& known = {})
        : request_(request), query_(query), scope_(scope), page_(PageQuery::read(query, scope, known)) {
        if (page_.after) {
            ValueUnpacker values(*page_.after);
            std::apply([&](auto&... value) { (values.take(value), ...); }, after_.emplace());
            if (!values.finished()) {
                // Ours, sealed for this list, and yet not its key: a cursor of an older version of the order.
                throw Problem::cursor_mismatch();
            }
        }
    }

    /// The key behind which the page begins; nothing on the first page.
    const std::optional<Key>& after() const { return after_; }
    /// One row more than is shown tells whether there is a next page.
    std::int32_t rows_to_read() const { return page_.limit + 1; }
    std::int32_t offset() const { return page_.offset; }
    bool with_total() const { return page_.with_total; }
    bool includes(std::string_view expansion) const {
        return std::ranges::find(page_.expansions, expansion) != page_.expansions.end();
    }
    bool has_expansions() const { return !page_.expansions.empty(); }

    /// `write(json, row)` writes one row, `key_of(row)` gives its place in the order. Rows are read once, in order.
    template <class Rows, class Write, class KeyOf>
    Response respond(const Rows& rows, std::optional<std::int64_t> total, Write write, KeyOf key_of) const {
        return respond(rows, total, write, key_of, [](base::JsonWriter&) {});
    }

    /// `write_more(json)` adds fields beside `data` and `page`.
    template <class Rows, class Write, class KeyOf, class WriteMore>
    Response respond(const Rows& rows, std::optional<std::int64_t> total, Write write, KeyOf key_of,
                     WriteMore write_more) const {
        const auto limit = static_cast<std::size_t>(page_.limit);
        const std::size_t shown = std::min(rows.size(), limit);
        base::JsonWriter json(expected_row_size * shown + expected_frame_size);
        json.open_object().template key<"data">().open_array();
        PageEnd end{.next_cursor = std::nullopt, .total = total};
        for (std::size_t i = 0; i < shown; ++i) {
            const auto row = rows[i];
            write(json, row);
            if (i + 1 == limit && rows.size() > limit) {
                end.next_cursor = seal(key_of(row));
            }
        }
        json.close_array();
        write_more(json);
        return finish_page(json, request_, query_, page_, end);
    }

  private:
    // A body that outgrows them is copied once or twice; one that does not is never.
    static constexpr std::size_t expected_row_size = 384;
    static constexpr std::size_t expected_frame_size = 512;

    std::string seal(const Key& key) const {
        ValuePacker values;
        std::apply([&](const auto&... value) { (values.add(value), ...); }, key);
        return seal_cursor(scope_, values.bytes());
    }

    const Request& request_;
    const QueryReader& query_;
    CursorScope scope_;
    PageQuery page_;
    std::optional<Key> after_;
};

}  // namespace gracy::http
