#include "hr/celebrations/date_range.hpp"

#include <fmt/format.h>

namespace gracy::hr {

DateRange DateRange::read(http::QueryReader& query, base::Date first, std::chrono::days usual, std::chrono::days most) {
    const base::Date from = query.date("from").value_or(first);
    const base::Date to = query.date("to").value_or(from + usual);
    if (to < from || to - from > most) {
        const auto days = most.count();
        query.refuse({http::FieldError::Place::query,
                      "to",
                      "out_of_range",
                      {fmt::format("It must lie between `from` and {} days later.", days),
                       fmt::format("from부터 {}일 안이어야 해요.", days)}});
    }
    return {.from = from, .to = to};
}

}  // namespace gracy::hr
