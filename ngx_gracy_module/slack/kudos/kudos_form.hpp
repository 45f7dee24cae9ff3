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
    /// Whether the assistant can draft the message.
    bool offers_draft = false;
    /// Why it has not; empty: it was not asked, or has.
    std::string draft_trouble{};
    /// `message` is what it has drafted.
    bool is_draft = false;
    /// Slack keeps what was typed under a block's id: a draft comes under a new one.
    std::string message_block{"message"};
};

inline constexpr std::string_view draft_kudos_action = "draft_kudos";

/// Why the assistant has drafted nothing: an outcome of draft_kudos_from_slack, or a task's reason.
std::string kudos_draft_trouble(std::string_view reason, http::Language language);

/// What a form's private_metadata says.
struct KudosPlace {
    std::optional<std::string> channel{};
    std::optional<std::string> thread_ts{};
    std::string message_block{"message"};
};
KudosPlace read_kudos_place(std::string_view private_metadata);

std::string kudos_modal(const KudosForm& form);

/// After it was given: how many points are left, and a button that takes it back.
std::string kudos_given_modal(std::int64_t kudos_id, std::int32_t allowance_left, http::Language language);

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
