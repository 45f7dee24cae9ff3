#include "hr/search_query.hpp"

#include "base/text.hpp"
#include "http/field_errors.hpp"

namespace gracy::hr {
namespace {

constexpr std::size_t longest_q = 100;

}  // namespace

std::optional<std::string> read_q(http::QueryReader& query) {
    auto q = query.text("q", longest_q);
    // A search for nothing would find everything.
    if (q && base::is_blank(*q)) {
        query.refuse(http::field_error::bad_length(http::FieldError::Place::query, "q", 1, longest_q));
        return std::nullopt;
    }
    return q;
}

}  // namespace gracy::hr
