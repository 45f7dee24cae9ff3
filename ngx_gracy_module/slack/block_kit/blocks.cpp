#include "slack/block_kit/blocks.hpp"

#include "slack/block_kit/mrkdwn.hpp"

#include <algorithm>
#include <iterator>

namespace gracy::slack {
namespace {

using base::JsonWriter;

void write_plain(JsonWriter& json, std::string_view text, std::size_t most) {
    json.open_object();
    json.field<"type">("plain_text");
    json.field<"text">(shorten(text, most));
    json.field<"emoji">(true);
    json.close_object();
}

void write_mrkdwn(JsonWriter& json, std::string_view text, std::size_t most, bool is_verbatim = false) {
    json.open_object();
    json.field<"type">("mrkdwn");
    json.field<"text">(shorten_mrkdwn(text, most));
    if (is_verbatim) {
        json.field<"verbatim">(true);
    }
    json.close_object();
}

/// One of two feedback buttons.
void write_choice(JsonWriter& json, std::string_view text, std::string_view value) {
    json.open_object();
    json.key<"text">();
    write_plain(json, text, block_limit::button);
    json.field<"value">(value);
    json.close_object();
}

void write_option(JsonWriter& json, const Option& option) {
    json.open_object();
    json.key<"text">();
    write_plain(json, option.text, block_limit::option);
    json.field<"value">(option.value);
    if (!option.description.empty()) {
        json.key<"description">();
        write_plain(json, option.description, block_limit::option);
    }
    json.close_object();
}

void write_options(JsonWriter& json, std::span<const Option> options) {
    json.open_array();
    for (const Option& option : options.first(std::min(options.size(), block_limit::options))) {
        write_option(json, option);
    }
    json.close_array();
}

void write_confirm(JsonWriter& json, const Confirm& confirm) {
    json.open_object();
    json.key<"title">();
    write_plain(json, confirm.title, block_limit::confirm_title);
    json.key<"text">();
    write_plain(json, confirm.text, block_limit::confirm_text);
    json.key<"confirm">();
    write_plain(json, confirm.confirm, block_limit::confirm_button);
    json.key<"deny">();
    write_plain(json, confirm.deny, block_limit::confirm_button);
    json.close_object();
}

void write_button(JsonWriter& json, const Button& button) {
    json.open_object();
    json.field<"type">("button");
    json.field<"action_id">(button.action_id);
    json.key<"text">();
    write_plain(json, button.text, block_limit::button);
    if (!button.value.empty()) {
        json.field<"value">(button.value);
    }
    if (!button.url.empty()) {
        json.field<"url">(button.url);
    }
    if (button.style != Button::Style::plain) {
        json.field<"style">(button.style == Button::Style::primary ? "primary" : "danger");
    }
    if (button.confirm) {
        json.key<"confirm">();
        write_confirm(json, *button.confirm);
    }
    if (!button.accessibility_label.empty()) {
        json.field<"accessibility_label">(shorten(button.accessibility_label, block_limit::accessibility_label));
    }
    json.close_object();
}

/// Opens the element of an input block.
void open_element(JsonWriter& json, const char* type, std::string_view action_id, std::string_view placeholder) {
    json.key<"element">();
    json.open_object();
    json.field<"type">(type);
    json.field<"action_id">(action_id);
    if (!placeholder.empty()) {
        json.key<"placeholder">();
        write_plain(json, placeholder, block_limit::placeholder);
    }
}

}  // namespace

void Blocks::open_block(const char* type, std::string_view block_id) {
    ++count_;
    json_.open_object();
    json_.field<"type">(type);
    if (!block_id.empty()) {
        json_.field<"block_id">(block_id);
    }
}

Blocks& Blocks::header(std::string_view text) {
    open_block("header");
    json_.key<"text">();
    write_plain(json_, text, block_limit::header);
    close_block();
    return *this;
}

Blocks& Blocks::divider() {
    open_block("divider");
    close_block();
    return *this;
}

Blocks& Blocks::section(std::string_view mrkdwn, std::string_view block_id) {
    open_block("section", block_id);
    json_.key<"text">();
    write_mrkdwn(json_, mrkdwn, block_limit::section);
    close_block();
    return *this;
}

Blocks& Blocks::section(std::string_view mrkdwn, const Button& accessory) {
    open_block("section");
    json_.key<"text">();
    write_mrkdwn(json_, mrkdwn, block_limit::section);
    json_.key<"accessory">();
    write_button(json_, accessory);
    close_block();
    return *this;
}

Blocks& Blocks::fields(std::span<const std::string> mrkdwn) {
    open_block("section");
    json_.key<"fields">();
    json_.open_array();
    for (const std::string& text : mrkdwn) {
        write_mrkdwn(json_, text, block_limit::section_field);
    }
    json_.close_array();
    close_block();
    return *this;
}

Blocks& Blocks::context(std::string_view mrkdwn) {
    write_context(mrkdwn, false);
    return *this;
}

Blocks& Blocks::verbatim_context(std::string_view mrkdwn) {
    write_context(mrkdwn, true);
    return *this;
}

void Blocks::write_context(std::string_view mrkdwn, bool is_verbatim) {
    open_block("context");
    json_.key<"elements">();
    json_.open_array();
    write_mrkdwn(json_, mrkdwn, block_limit::section, is_verbatim);
    json_.close_array();
    close_block();
}

Blocks& Blocks::rich_text(std::initializer_list<RichPart> parts) {
    open_block("rich_text");
    json_.key<"elements">();
    json_.open_array();
    for (const RichPart& part : parts) {
        json_.open_object();
        json_.field<"type">(part.kind == RichPart::Kind::quote ? "rich_text_quote" : "rich_text_section");
        json_.key<"elements">().open_array().open_object();
        json_.field<"type">("text");
        json_.field<"text">(shorten(part.text, block_limit::rich_text));
        if (part.bold) {
            json_.key<"style">().open_object();
            json_.field<"bold">(true);
            json_.close_object();
        }
        json_.close_object().close_array().close_object();
    }
    json_.close_array();
    close_block();
    return *this;
}

Blocks& Blocks::feedback(std::string_view block_id, const Feedback& element) {
    open_block("context_actions", block_id);
    json_.key<"elements">().open_array().open_object();
    json_.field<"type">("feedback_buttons");
    json_.field<"action_id">(element.action_id);
    json_.key<"positive_button">();
    write_choice(json_, element.positive, element.positive_value);
    json_.key<"negative_button">();
    write_choice(json_, element.negative, element.negative_value);
    json_.close_object().close_array();
    close_block();
    return *this;
}

Blocks& Blocks::actions(std::string_view block_id, std::span<const Button> buttons) {
    open_block("actions", block_id);
    json_.key<"elements">();
    json_.open_array();
    for (const Button& button : buttons) {
        write_button(json_, button);
    }
    json_.close_array();
    close_block();
    return *this;
}

void Blocks::open_input(const Field& field) {
    open_block("input", field.block_id);
    json_.key<"label">();
    write_plain(json_, field.label, block_limit::label);
    if (!field.hint.empty()) {
        json_.key<"hint">();
        write_plain(json_, field.hint, block_limit::label);
    }
    if (field.optional) {
        json_.field<"optional">(true);
    }
}

Blocks& Blocks::input(const Field& field, const TextInput& element) {
    open_input(field);
    open_element(json_, "plain_text_input", element.action_id, element.placeholder);
    json_.field<"multiline">(element.multiline);
    if (element.least > 0) {
        json_.field<"min_length">(static_cast<std::int64_t>(element.least));
    }
    json_.field<"max_length">(static_cast<std::int64_t>(element.most));
    if (!element.initial.empty()) {
        json_.field<"initial_value">(shorten(element.initial, element.most));
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const NumberInput& element) {
    open_input(field);
    open_element(json_, "number_input", element.action_id, {});
    json_.field<"is_decimal_allowed">(false);
    json_.field<"min_value">(std::to_string(element.least));
    json_.field<"max_value">(std::to_string(element.most));
    if (element.initial) {
        json_.field<"initial_value">(std::to_string(*element.initial));
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const Select& element, std::span<const Option> options) {
    open_input(field);
    open_element(json_, "static_select", element.action_id, element.placeholder);
    json_.key<"options">();
    write_options(json_, options);
    const auto initial = std::ranges::find(options, element.initial, &Option::value);
    if (!element.initial.empty() && initial != options.end()) {
        json_.key<"initial_option">();
        write_option(json_, *initial);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const MultiSelect& element, std::span<const Option> options) {
    open_input(field);
    open_element(json_, "multi_static_select", element.action_id, {});
    json_.key<"options">();
    write_options(json_, options);
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const MemberSelect& element) {
    open_input(field);
    open_element(json_, "multi_external_select", element.action_id, element.placeholder);
    json_.field<"min_query_length">(std::int64_t{1});
    json_.field<"max_selected_items">(static_cast<std::int64_t>(element.most));
    if (!element.initial.empty()) {
        json_.key<"initial_options">();
        write_options(json_, element.initial);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const LookUp& element) {
    open_input(field);
    open_element(json_, "external_select", element.action_id, element.placeholder);
    json_.field<"min_query_length">(std::int64_t{0});
    if (element.initial) {
        json_.key<"initial_option">();
        write_option(json_, *element.initial);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const DatePicker& element) {
    open_input(field);
    open_element(json_, "datepicker", element.action_id, {});
    if (!element.initial.empty()) {
        json_.field<"initial_date">(element.initial);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const TimePicker& element) {
    open_input(field);
    open_element(json_, "timepicker", element.action_id, {});
    json_.field<"timezone">(element.timezone);
    if (!element.initial.empty()) {
        json_.field<"initial_time">(element.initial);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::input(const Field& field, const Checkboxes& element, std::span<const Option> options) {
    open_input(field);
    open_element(json_, "checkboxes", element.action_id, {});
    json_.key<"options">();
    write_options(json_, options);
    std::vector<Option> ticked;
    std::ranges::copy_if(options, std::back_inserter(ticked), [&](const Option& option) {
        return std::ranges::find(element.initial, option.value) != element.initial.end();
    });
    if (!ticked.empty()) {
        json_.key<"initial_options">();
        write_options(json_, ticked);
    }
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::channel_input(const Field& field, std::string_view action_id, std::string_view initial) {
    open_input(field);
    open_element(json_, "conversations_select", action_id, {});
    if (!initial.empty()) {
        json_.field<"initial_conversation">(initial);
    }
    json_.key<"filter">();
    json_.open_object();
    json_.key<"include">();
    json_.open_array();
    json_.value("public").value("private").value("mpim");
    json_.close_array();
    json_.field<"exclude_bot_users">(true);
    json_.close_object();
    json_.close_object();
    close_block();
    return *this;
}

Blocks& Blocks::channels_input(const Field& field, std::string_view action_id, std::size_t most,
                               std::span<const std::string_view> initial) {
    open_input(field);
    open_element(json_, "multi_conversations_select", action_id, {});
    if (!initial.empty()) {
        json_.key<"initial_conversations">().open_array();
        for (const std::string_view channel : initial) {
            json_.value(channel);
        }
        json_.close_array();
    }
    json_.field<"max_selected_items">(static_cast<std::int64_t>(most));
    json_.key<"filter">().open_object();
    json_.key<"include">().open_array();
    json_.value("public").value("private");
    json_.close_array();
    json_.field<"exclude_bot_users">(true);
    json_.field<"exclude_external_shared_channels">(true);
    json_.close_object();
    json_.close_object();
    close_block();
    return *this;
}

std::string modal_view(const Modal& modal, Blocks&& blocks) {
    const std::string content = blocks.take();
    JsonWriter json(content.size() + 512);
    json.open_object();
    json.field<"type">("modal");
    json.field<"callback_id">(modal.callback_id);
    json.key<"title">();
    write_plain(json, modal.title, block_limit::view_title);
    json.key<"close">();
    write_plain(json, modal.close, block_limit::view_title);
    if (!modal.submit.empty()) {
        json.key<"submit">();
        write_plain(json, modal.submit, block_limit::view_title);
    }
    if (!modal.private_metadata.empty()) {
        json.field<"private_metadata">(modal.private_metadata);
    }
    if (modal.clear_on_close) {
        json.field<"clear_on_close">(true);
    }
    json.field<"blocks">(base::RawJson{content});
    json.close_object();
    return json.take();
}

std::string home_view(Blocks&& blocks) {
    const std::string content = blocks.take();
    JsonWriter json(content.size() + 64);
    json.open_object();
    json.field<"type">("home");
    json.field<"blocks">(base::RawJson{content});
    json.close_object();
    return json.take();
}

std::string message_arguments(std::string_view text, Blocks&& blocks) {
    const std::string content = blocks.take();
    base::JsonWriter json(content.size() + text.size() + 64);
    json.open_object();
    json.field<"text">(shorten_mrkdwn(text, block_limit::message_text));
    json.field<"blocks">(base::RawJson{content});
    json.close_object();
    return json.take();
}

std::string options_answer(std::span<const Option> options) {
    JsonWriter json(128 * options.size() + 32);
    json.open_object();
    json.key<"options">();
    write_options(json, options);
    json.close_object();
    return json.take();
}

std::string errors_answer(std::span<const FieldProblem> problems) {
    JsonWriter json;
    json.open_object();
    json.field<"response_action">("errors");
    json.key<"errors">();
    json.open_object();
    for (const FieldProblem& problem : problems) {
        json.key(problem.block_id);
        json.value(problem.text);
    }
    json.close_object();
    json.close_object();
    return json.take();
}

namespace {

std::string view_answer(std::string_view action, std::string_view view) {
    JsonWriter json(view.size() + 64);
    json.open_object();
    json.field<"response_action">(action);
    json.field<"view">(base::RawJson{view});
    json.close_object();
    return json.take();
}

}  // namespace

std::string update_answer(std::string_view view) {
    return view_answer("update", view);
}

std::string push_answer(std::string_view view) {
    return view_answer("push", view);
}

}  // namespace gracy::slack
