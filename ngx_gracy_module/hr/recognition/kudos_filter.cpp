#include "hr/recognition/kudos_filter.hpp"

#include "base/text.hpp"
#include "http/field_errors.hpp"
#include "http/newest_first.hpp"

namespace gracy::hr {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_q = 100;
constexpr std::size_t longest_value = 100;
const base::Timestamp beginning{sys_days(1970y / 1 / 1)};

/// The search looks for pairs of neighbouring letters.
bool has_a_pair(std::string_view text) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool blank = byte <= 0x20 || text.substr(i).starts_with("\u00a0") || text.substr(i).starts_with("\u3000");
        if (blank) {
            letters = 0;
        } else if ((byte & 0xC0U) != 0x80U && ++letters == 2) {
            return true;
        }
    }
    return false;
}

}  // namespace

KudosFilter KudosFilter::read(http::QueryReader& query) {
    KudosFilter filter{.q = query.text("q", longest_q),
                       .giver_id = query.id("giver_id"),
                       .receiver_id = query.id("receiver_id"),
                       .department_id = query.id("department_id"),
                       .value = query.text("value", longest_value),
                       .since = query.timestamp("since").value_or(beginning),
                       .until = query.timestamp("until").value_or(http::end_of_time)};
    if (filter.q && !has_a_pair(*filter.q)) {
        query.refuse(http::field_error::bad_length(http::FieldError::Place::query, "q", 2, longest_q));
        filter.q.reset();
    }
    return filter;
}

http::FilterHash KudosFilter::hash() const {
    return http::FilterHash()
        .add(q.value_or(""))
        .add(giver_id.value_or(0))
        .add(receiver_id.value_or(0))
        .add(department_id.value_or(0))
        .add(value.value_or(""))
        .add(since.time_since_epoch().count())
        .add(until.time_since_epoch().count());
}

bool KudosFilter::is_open() const {
    return !q && !giver_id && !receiver_id && !department_id && !value && since == beginning &&
           until == http::end_of_time;
}

}  // namespace gracy::hr
