#include "slack/block_kit/block_rules.hpp"

#include "slack/block_kit/blocks.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string_view>

namespace gracy::slack {
namespace {

using base::JsonView;
namespace limit = block_limit;

enum class Place : unsigned char { message, modal, home };

constexpr std::string_view text_types[] = {"plain_text", "mrkdwn"};

class Rules {
  public:
    explicit Rules(Place place) : place_(place) {}

    void blocks(JsonView blocks, const std::string& at) {
        const std::size_t most = place_ == Place::message ? limit::message_blocks : limit::view_blocks;
        if (!blocks.is_array() || blocks.size() == 0) {
            return fault(at, "has no blocks");
        }
        if (blocks.size() > most) {
            fault(at, fmt::format("has {} blocks, {} are allowed", blocks.size(), most));
        }
        each(blocks, at, [this](JsonView one, const std::string& pointer) { block(one, pointer); });
        if (place_ == Place::message && words_ > limit::message_blocks_text) {
            fault(at, fmt::format("have more than {} characters together", limit::message_blocks_text));
        }
    }

    void text(JsonView value, const std::string& at, std::size_t most, std::size_t least = 0) {
        const auto words = value.string();
        if (!words) {
            return fault(at, "is not text");
        }
        const std::size_t length = utf16_length(*words);
        if (length < least) {
            fault(at, "is empty");
        }
        if (length > most) {
            fault(at, fmt::format("is longer than {}", most));
        }
    }

    void plain(JsonView object, const std::string& at, std::size_t most) {
        if (object["type"].string() != "plain_text") {
            fault(at, "must be plain_text");
        }
        words(object["text"], at + "/text", most);
    }

    void optional_text(JsonView value, const std::string& at, std::size_t most) {
        if (value) {
            text(value, at, most);
        }
    }

    void fault(const std::string& at, std::string what) { faults.push_back({at, std::move(what)}); }

    std::vector<BlockFault> faults;

  private:
    using Each = std::function<void(JsonView, const std::string&)>;

    static void each(JsonView array, const std::string& at, const Each& check) {
        std::size_t index = 0;
        for (const JsonView element : array.elements()) {
            check(element, fmt::format("{}/{}", at, index++));
        }
    }

    void count(JsonView array, const std::string& at, std::size_t most, std::size_t least = 1) {
        if (!array.is_array() || array.size() < least || array.size() > most) {
            fault(at, fmt::format("must have {} to {} elements", least, most));
        }
    }

    /// What people read.
    void words(JsonView value, const std::string& at, std::size_t most) {
        text(value, at, most, 1);
        words_ += utf16_length(value.string().value_or(""));
    }

    /// Ids are optional, and no two of one surface are the same.
    void id(JsonView value, const std::string& at, std::set<std::string, std::less<>>& seen) {
        if (!value) {
            return;
        }
        text(value, at, limit::identifier, 1);
        if (const auto name = value.string(); name && !seen.emplace(*name).second) {
            fault(at, "is there twice");
        }
    }

    void any_text(JsonView object, const std::string& at, std::size_t most) {
        const auto type = object["type"].string();
        if (!type || std::ranges::find(text_types, *type) == std::end(text_types)) {
            fault(at, "must be plain_text or mrkdwn");
        }
        words(object["text"], at + "/text", most);
    }

    void block(JsonView block, const std::string& at) {
        id(block["block_id"], at + "/block_id", block_ids_);
        actions_of_block_.clear();
        const std::string_view type = block["type"].string().value_or("");
        if (type == "header") {
            plain(block["text"], at + "/text", limit::header);
        } else if (type == "section") {
            section(block, at);
        } else if (type == "context") {
            count(block["elements"], at + "/elements", limit::context_elements);
            each(block["elements"], at + "/elements", [this](JsonView one, const std::string& pointer) {
                if (one["type"].string() != "image") {
                    any_text(one, pointer, limit::section);
                }
            });
        } else if (type == "rich_text") {
            each(block["elements"], at + "/elements",
                 [this](JsonView one, const std::string& pointer) { rich_part(one, pointer); });
        } else if (type == "context_actions" && place_ == Place::message) {
            count(block["elements"], at + "/elements", limit::context_actions_elements);
            each(block["elements"], at + "/elements",
                 [this](JsonView one, const std::string& pointer) { feedback(one, pointer); });
        } else if (type == "actions") {
            count(block["elements"], at + "/elements", limit::actions_elements);
            each(block["elements"], at + "/elements",
                 [this](JsonView one, const std::string& pointer) { element(one, pointer); });
        } else if (type == "input") {
            if (place_ == Place::home) {
                fault(at, "is an input in App Home, which nobody can submit");
            }
            plain(block["label"], at + "/label", limit::label);
            if (block["hint"]) {
                plain(block["hint"], at + "/hint", limit::label);
            }
            element(block["element"], at + "/element");
        } else if (type != "divider") {
            fault(at + "/type", fmt::format("\"{}\" is no block that is used here", type));
        }
    }

    void feedback(JsonView element, const std::string& at) {
        id(element["action_id"], at + "/action_id", actions_of_block_);
        if (element["type"].string() != "feedback_buttons") {
            fault(at + "/type", "must be feedback_buttons");
        }
        for (const std::string_view button : {"positive_button", "negative_button"}) {
            plain(element[button]["text"], fmt::format("{}/{}/text", at, button), limit::button);
            text(element[button]["value"], fmt::format("{}/{}/value", at, button), limit::button_value, 1);
        }
    }

    void rich_part(JsonView part, const std::string& at) {
        const std::string_view type = part["type"].string().value_or("");
        if (type != "rich_text_section" && type != "rich_text_quote") {
            return fault(at + "/type", fmt::format("\"{}\" is no part of rich text that is used here", type));
        }
        each(part["elements"], at + "/elements", [this](JsonView one, const std::string& pointer) {
            if (one["type"].string() != "text") {
                fault(pointer + "/type", "must be text");
            }
            words(one["text"], pointer + "/text", limit::rich_text);
        });
    }

    void section(JsonView block, const std::string& at) {
        if (block["text"]) {
            any_text(block["text"], at + "/text", limit::section);
        }
        if (block["fields"]) {
            count(block["fields"], at + "/fields", limit::section_fields);
            each(block["fields"], at + "/fields",
                 [this](JsonView one, const std::string& pointer) { any_text(one, pointer, limit::section_field); });
        }
        if (!block["text"] && !block["fields"]) {
            fault(at, "has neither text nor fields");
        }
        if (block["accessory"]) {
            element(block["accessory"], at + "/accessory");
        }
    }

    void option(JsonView option, const std::string& at) {
        any_text(option["text"], at + "/text", limit::option);
        optional_text(option["value"], at + "/value", limit::option_value);
        if (option["description"]) {
            any_text(option["description"], at + "/description", limit::option);
        }
    }

    void options(JsonView array, const std::string& at, std::size_t most) {
        count(array, at, most);
        each(array, at, [this](JsonView one, const std::string& pointer) { option(one, pointer); });
    }

    void element(JsonView element, const std::string& at) {
        id(element["action_id"], at + "/action_id", actions_of_block_);
        const std::string_view type = element["type"].string().value_or("");
        if (element["placeholder"]) {
            plain(element["placeholder"], at + "/placeholder", limit::placeholder);
        }
        if (element["confirm"]) {
            confirm(element["confirm"], at + "/confirm");
        }
        if (type == "button") {
            plain(element["text"], at + "/text", limit::button);
            optional_text(element["value"], at + "/value", limit::button_value);
            optional_text(element["url"], at + "/url", limit::url);
            optional_text(element["accessibility_label"], at + "/accessibility_label", limit::accessibility_label);
            const auto style = element["style"].string();
            if (element["style"] && style != "primary" && style != "danger") {
                fault(at + "/style", "must be primary or danger");
            }
        } else if (type == "static_select" || type == "multi_static_select") {
            options(element["options"], at + "/options", limit::options);
        } else if (type == "radio_buttons" || type == "checkboxes") {
            options(element["options"], at + "/options", limit::choices);
        } else if (type == "overflow") {
            options(element["options"], at + "/options", limit::overflow);
        } else if (type == "plain_text_input") {
            text_input(element, at);
        } else if (element["initial_options"]) {
            options(element["initial_options"], at + "/initial_options", limit::options);
        }
    }

    void text_input(JsonView element, const std::string& at) {
        const auto most = element["max_length"].integer();
        if (most && (*most < 1 || *most > static_cast<std::int64_t>(limit::input_text))) {
            fault(at + "/max_length", fmt::format("must be 1 to {}", limit::input_text));
        }
        if (const auto least = element["min_length"].integer(); least && most && *least > *most) {
            fault(at + "/min_length", "is more than max_length");
        }
        optional_text(element["initial_value"], at + "/initial_value",
                      static_cast<std::size_t>(most.value_or(limit::input_text)));
    }

    void confirm(JsonView confirm, const std::string& at) {
        plain(confirm["title"], at + "/title", limit::confirm_title);
        any_text(confirm["text"], at + "/text", limit::confirm_text);
        plain(confirm["confirm"], at + "/confirm", limit::confirm_button);
        plain(confirm["deny"], at + "/deny", limit::confirm_button);
    }

    Place place_;
    std::size_t words_ = 0;
    std::set<std::string, std::less<>> block_ids_;
    std::set<std::string, std::less<>> actions_of_block_;
};

bool has_input(JsonView blocks) {
    for (const JsonView block : blocks.elements()) {
        if (block["type"].string() == "input") {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<BlockFault> check_view(JsonView view) {
    const auto type = view["type"].string();
    if (type != "modal" && type != "home") {
        return {{"/type", "must be modal or home"}};
    }
    Rules rules(type == "modal" ? Place::modal : Place::home);
    if (type == "modal") {
        rules.plain(view["title"], "/title", limit::view_title);
        for (const std::string_view button : {"submit", "close"}) {
            if (view[button]) {
                rules.plain(view[button], fmt::format("/{}", button), limit::view_title);
            }
        }
        if (has_input(view["blocks"]) && !view["submit"]) {
            rules.fault("/submit", "is missing, and there is something to fill in");
        }
    }
    rules.optional_text(view["private_metadata"], "/private_metadata", limit::private_metadata);
    rules.optional_text(view["callback_id"], "/callback_id", limit::identifier);
    rules.blocks(view["blocks"], "/blocks");
    if (view.dump().size() > limit::view_bytes) {
        rules.fault("", fmt::format("is larger than {} bytes", limit::view_bytes));
    }
    return std::move(rules.faults);
}

std::vector<BlockFault> check_message_blocks(JsonView blocks) {
    Rules rules(Place::message);
    rules.blocks(blocks, "/blocks");
    return std::move(rules.faults);
}

std::string describe(const std::vector<BlockFault>& faults) {
    std::string text;
    for (const BlockFault& fault : faults) {
        text += fmt::format("{}{} {}", text.empty() ? "" : "; ", fault.pointer, fault.what);
    }
    return text;
}

}  // namespace gracy::slack
