// The company's values in Slack, for administrators: one is chosen, or a new one, and then written.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Of the modal in which one is chosen, and of the buttons that open it.
inline constexpr std::string_view values_callback = "admin.values";
inline constexpr std::string_view value_callback = "admin.value";

struct CompanyValue {
    /// 0: a new one.
    std::int64_t id = 0;
    std::int32_t version = 0;
    std::string name{};
    std::optional<std::string> name_ko{};
    std::optional<std::string> emoji{};
    bool active = true;
};

/// `values`: by their ids.
std::string values_modal(std::span<const Option> values, http::Language language);
/// The id of the one that was chosen, 0 for a new one; nothing when none was. `values`: view.state.values.
std::optional<std::int64_t> read_chosen_value(base::JsonView values);
inline constexpr std::string_view chosen_value_block = "value";

std::string value_modal(const CompanyValue& value, http::Language language);

enum class ValueField : unsigned char { name, name_ko, emoji, active };
std::string_view block_of(ValueField field);
/// The field that was not filled in as the form demands. `view`: the interaction's.
std::expected<CompanyValue, ValueField> read_value(base::JsonView view);

}  // namespace gracy::slack
