#include "hr/people/member_filter.hpp"

#include "http/field_errors.hpp"

namespace gracy::hr {
namespace {

constexpr std::size_t longest_q = 100;

// Blanks of an East Asian keyboard and of a copied web page included: a search for nothing would find everybody.
bool is_blank(std::string_view text) {
    while (!text.empty()) {
        bool found = false;
        for (const std::string_view blank : {" ", "\t", "\n", "\r", "\u00a0", "\u3000"}) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                found = true;
            }
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> read_q(http::QueryReader& query) {
    auto q = query.text("q", longest_q);
    if (q && is_blank(*q)) {
        query.refuse(http::field_error::bad_length(http::FieldError::Place::query, "q", 1, longest_q));
        return std::nullopt;
    }
    return q;
}

}  // namespace

MemberFilter MemberFilter::read(http::QueryReader& query) {
    MemberFilter filter;
    filter.q = read_q(query);
    filter.department_id = query.id("department_id");
    filter.status = query.choice("status", {"active", "on_leave", "left", "invited", "all"});
    if (filter.status == "all") {
        filter.status.reset();
    }
    return filter;
}

http::FilterHash MemberFilter::hash() const {
    return http::FilterHash().add(q.value_or("")).add(department_id.value_or(0)).add(status.value_or(""));
}

}  // namespace gracy::hr
