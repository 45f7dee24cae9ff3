// The rules of recognition in Slack, for administrators: how much everybody may give, and within which limits.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Of the modal, and of the buttons that open it.
inline constexpr std::string_view allowance_callback = "admin.allowance";

struct Allowance {
    std::int32_t version = 0;
    std::string period = "monthly";
    std::int32_t points = 0;
    std::int32_t shortest_message = 1;
    /// Nothing: no such limit.
    std::optional<std::int32_t> pair_gifts_a_day{};
    std::optional<std::int32_t> pair_percent{};
    bool leaderboards = true;
};

/// `next_since`: when an allowance that is changed already comes.
std::string allowance_modal(const Allowance& allowance, std::optional<base::Date> next_since, http::Language language);

enum class AllowanceField : unsigned char {
    points,
    period,
    shortest_message,
    pair_gifts_a_day,
    pair_percent,
    leaderboards,
};
std::string_view block_of(AllowanceField field);
/// The field that was not filled in as the form demands. `view`: the interaction's.
std::expected<Allowance, AllowanceField> read_allowance(base::JsonView view);

}  // namespace gracy::slack
