// How somebody takes part in coffee programs, and whom they do not want to meet, in one form.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// Of the modal, and of the button that opens it.
inline constexpr std::string_view coffee_form_callback = "coffee.prefs";
/// All that a member may have: functions/coffee/exclude_from_coffee.sql.
inline constexpr std::size_t most_kept_apart = 100;

struct CoffeeTaking {
    std::int64_t program_id = 0;
    /// Empty where it was submitted.
    std::string_view program{};
    /// "joined", "paused", "out"
    std::string_view status;
    /// "YYYY-MM-DD"; empty: until they come back.
    std::string_view until{};
};

/// `apart`: whom they do not want to meet, by name and id.
std::string coffee_form(const std::vector<CoffeeTaking>& taking, std::vector<Option> apart, http::Language language);

/// After it was submitted.
std::string coffee_form_saved(http::Language language);

struct CoffeeWish {
    std::vector<CoffeeTaking> taking{};
    std::vector<std::int64_t> apart{};
};

/// Of the view that was submitted; a block_id when that field is not filled in as the form demands. Points into it.
std::expected<CoffeeWish, std::string> read_coffee_form(base::JsonView view);

// The fields of a program, by its id, and the one with people.
std::string coffee_status_block(std::int64_t program_id);
std::string coffee_until_block(std::int64_t program_id);
inline constexpr std::string_view coffee_until_prefix = "until_";
inline constexpr std::string_view coffee_apart_block = "apart";

}  // namespace gracy::slack
