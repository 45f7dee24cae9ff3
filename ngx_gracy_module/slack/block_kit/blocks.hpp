// Block Kit, written as JSON (docs.slack.dev/reference/block-kit). What is too long for its place is shortened here;
// what a caller must not get wrong at all (numbers of blocks, doubled ids) is looked for by block_rules.hpp.
#pragma once

#include "base/json_writer.hpp"
#include "slack/block_kit/length.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// Most UTF-16 units or pieces of each thing.
namespace block_limit {
inline constexpr std::size_t message_blocks = 50;
inline constexpr std::size_t view_blocks = 100;
inline constexpr std::size_t view_bytes = 250'000;
inline constexpr std::size_t identifier = 255;
inline constexpr std::size_t header = 150;
inline constexpr std::size_t section = 3000;
inline constexpr std::size_t section_fields = 10;
inline constexpr std::size_t section_field = 2000;
inline constexpr std::size_t context_elements = 10;
inline constexpr std::size_t rich_text = 3000;  // of one part: Slack names no limit below a message's own
inline constexpr std::size_t actions_elements = 25;
inline constexpr std::size_t context_actions_elements = 5;
inline constexpr std::size_t label = 2000;
inline constexpr std::size_t placeholder = 150;
inline constexpr std::size_t input_text = 3000;
inline constexpr std::size_t button = 75;
inline constexpr std::size_t button_value = 2000;
inline constexpr std::size_t accessibility_label = 75;
inline constexpr std::size_t url = 3000;
inline constexpr std::size_t option = 75;
inline constexpr std::size_t option_value = 150;
inline constexpr std::size_t options = 100;
inline constexpr std::size_t choices = 10;  // of radio buttons and checkboxes
inline constexpr std::size_t overflow = 5;
inline constexpr std::size_t confirm_title = 100;
inline constexpr std::size_t confirm_text = 300;
inline constexpr std::size_t confirm_button = 30;
inline constexpr std::size_t view_title = 24;  // and the words of its two buttons
inline constexpr std::size_t private_metadata = 3000;
inline constexpr std::size_t message_text = 4000;
// Of all blocks together. The pages name none; Slack answers msg_blocks_too_long from some 11,000 on
// (slackapi/bolt-js#2867).
inline constexpr std::size_t message_blocks_text = 10'500;
}  // namespace block_limit

struct Option {
    std::string text;
    std::string value;
    std::string description{};
};

struct Confirm {
    std::string_view title;
    std::string_view text;
    std::string_view confirm;
    std::string_view deny;
};

struct Button {
    std::string_view action_id;
    std::string_view text;
    std::string_view value{};
    enum class Style : unsigned char { plain, primary, danger } style = Style::plain;
    std::string_view url{};
    std::optional<Confirm> confirm{};
    /// What a screen reader says instead of the text; empty: the text.
    std::string_view accessibility_label{};
};

/// What stands around the element of an input block.
struct Field {
    std::string_view block_id;
    std::string_view label;
    std::string_view hint{};
    bool optional = false;
};

struct TextInput {
    std::string_view action_id;
    std::string_view placeholder{};
    std::string_view initial{};
    bool multiline = false;
    std::size_t least = 0;
    std::size_t most = block_limit::input_text;
};

struct NumberInput {
    std::string_view action_id;
    std::int64_t least;
    std::int64_t most;
    /// Nothing: it opens empty.
    std::optional<std::int64_t> initial{};
};

/// Thumbs up and thumbs down.
struct Feedback {
    std::string_view action_id;
    std::string_view positive;
    std::string_view positive_value;
    std::string_view negative;
    std::string_view negative_value;
};

struct Select {
    std::string_view action_id;
    std::string_view placeholder{};
    /// The option that is chosen already; empty: none.
    std::string_view initial{};
};

struct MultiSelect {
    std::string_view action_id;
};

struct MemberSelect {
    std::string_view action_id;
    std::string_view placeholder{};
    std::size_t most = 1;
    std::vector<Option> initial{};
};

/// One choice, whose options are asked from us as soon as it is opened.
struct LookUp {
    std::string_view action_id;
    std::string_view placeholder{};
    std::optional<Option> initial{};
};

struct DatePicker {
    std::string_view action_id;
    /// "YYYY-MM-DD" that is chosen already; empty: none.
    std::string_view initial{};
};

/// `timezone`: IANA's name, which is shown beside it; the picker gives a time by no clock in particular.
struct TimePicker {
    std::string_view action_id;
    std::string_view timezone;
    /// "HH:MM" that is chosen already; empty: none.
    std::string_view initial{};
};

struct Checkboxes {
    std::string_view action_id;
    /// Values of the options that are ticked already.
    std::vector<std::string_view> initial{};
};

/// Text in which nothing is markup, so that neither a particle behind a word nor what somebody wrote changes how it
/// looks.
struct RichPart {
    enum class Kind : unsigned char { paragraph, quote } kind = Kind::paragraph;
    std::string_view text;
    bool bold = false;
};

/// The value of a "blocks" member. Text of sections, fields and contexts is mrkdwn: what came from people is escaped by
/// whoever puts it in (mrkdwn.hpp). All other text is plain.
class Blocks {
  public:
    Blocks() { json_.open_array(); }

    Blocks& header(std::string_view text);
    Blocks& divider();
    Blocks& section(std::string_view mrkdwn, std::string_view block_id = {});
    Blocks& section(std::string_view mrkdwn, const Button& accessory);
    Blocks& fields(std::span<const std::string> mrkdwn);
    Blocks& context(std::string_view mrkdwn);
    /// Slack makes no link of what looks like one.
    Blocks& verbatim_context(std::string_view mrkdwn);
    Blocks& rich_text(std::initializer_list<RichPart> parts);
    /// Only in messages.
    Blocks& feedback(std::string_view block_id, const Feedback& element);
    Blocks& actions(std::string_view block_id, std::span<const Button> buttons);
    Blocks& actions(std::string_view block_id, std::initializer_list<Button> buttons) {
        return actions(block_id, std::span(buttons.begin(), buttons.size()));
    }

    Blocks& input(const Field& field, const TextInput& element);
    Blocks& input(const Field& field, const NumberInput& element);
    /// One of `options`, at most 100.
    Blocks& input(const Field& field, const Select& element, std::span<const Option> options);
    /// Any of `options`, at most 100.
    Blocks& input(const Field& field, const MultiSelect& element, std::span<const Option> options);
    /// Members whose names are asked from us while somebody types (block_suggestion), from the first letter on: a
    /// Korean name has two or three.
    Blocks& input(const Field& field, const MemberSelect& element);
    Blocks& input(const Field& field, const LookUp& element);
    Blocks& input(const Field& field, const DatePicker& element);
    Blocks& input(const Field& field, const TimePicker& element);
    /// Any of `options`, at most 10.
    Blocks& input(const Field& field, const Checkboxes& element, std::span<const Option> options);
    /// One of the channels that the person is in, of which we are then given the id. `initial`: the id of the one that
    /// is chosen already; empty: none.
    Blocks& channel_input(const Field& field, std::string_view action_id, std::string_view initial = {});

    /// Any of the channels that the person is in and that are this company's, at most `most`.
    Blocks& channels_input(const Field& field, std::string_view action_id, std::size_t most,
                           std::span<const std::string_view> initial = {});

    std::size_t count() const { return count_; }
    /// "[{...},...]"
    std::string take() {
        json_.close_array();
        return json_.take();
    }

  private:
    void open_block(const char* type, std::string_view block_id = {});
    void close_block() { json_.close_object(); }
    void open_input(const Field& field);
    void write_context(std::string_view mrkdwn, bool is_verbatim);

    base::JsonWriter json_{1024};
    std::size_t count_ = 0;
};

struct Modal {
    std::string_view callback_id;
    std::string_view title;
    std::string_view close;
    /// Empty: nothing can be submitted.
    std::string_view submit{};
    /// What we want to know again when it is submitted; no secret, and seen by whoever can read the workspace's
    /// traffic.
    std::string_view private_metadata{};
    /// Closing it closes what lies under it, too.
    bool clear_on_close = false;
};

/// The views of views.open, views.publish and response_action.
std::string modal_view(const Modal& modal, Blocks&& blocks);
std::string home_view(Blocks&& blocks);

/// The arguments of chat.postMessage and chat.update: the blocks, and the text (mrkdwn) for where they are not shown.
std::string message_arguments(std::string_view text, Blocks&& blocks);

/// {"options":[...]}: the answer to a block_suggestion.
std::string options_answer(std::span<const Option> options);

/// {"response_action":"errors","errors":{...}}: one sentence under each input block named.
struct FieldProblem {
    std::string_view block_id;
    std::string text;
};
std::string errors_answer(std::span<const FieldProblem> problems);

/// {"response_action":"update","view":...}: in place of the view that was submitted, or on top of it.
std::string update_answer(std::string_view view);
std::string push_answer(std::string_view view);

}  // namespace gracy::slack
