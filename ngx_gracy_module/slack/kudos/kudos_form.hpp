// The modal that gives kudos: how it looks, and what was filled in.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

inline constexpr std::string_view kudos_callback = "give_kudos";

/// What a team space and a member put into the form.
struct KudosForm {
    http::Language language = http::Language::english;
    std::int32_t allowance_left = 0;
    /// Values that may be chosen: the text and the id.
    std::vector<Option> values;
    /// Who is chosen already, and what for.
    std::vector<Option> recipients{};
    std::string message{};
    /// The id of the value that is chosen already; empty: none.
    std::string value{};
    std::int32_t points = 1;
    /// Why what was written before was not taken; mrkdwn, empty: nothing was.
    std::string refusal{};
    /// The channel in which it is offered to be posted, and there in a thread; empty: none.
    std::string channel{};
    std::string thread_ts{};
};

std::string kudos_modal(const KudosForm& form);

/// After it was given: how many points are left.
std::string kudos_given_modal(std::int32_t allowance_left, http::Language language);

struct KudosSubmission {
    std::vector<std::int64_t> recipient_ids;
    std::int64_t value_id = 0;
    std::int32_t points = 1;
    /// NFC.
    std::string message;
    /// "public", "private" or "anonymous"
    std::string visibility;
    /// Where it is posted as well.
    std::optional<std::string> channel{};
    std::optional<std::string> thread_ts{};
};

/// The block that was not filled in as the form demands.
enum class KudosField : unsigned char { recipients, value, points, message, visibility };
std::string_view block_of(KudosField field);

/// `values`: view.state.values. `place`: the view's private_metadata.
std::expected<KudosSubmission, KudosField> read_kudos_submission(base::JsonView values, std::string_view place);

/// Where the sentence about a refusal belongs; see functions/recognition/record_kudos.sql.
KudosField field_of(std::string_view outcome);

}  // namespace gracy::slack
