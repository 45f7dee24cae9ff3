#include "slack/receiving/overheard.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;

constexpr std::string_view message = "message";
constexpr std::string_view deleted = "message_deleted";
constexpr std::array<std::string_view, 8> kept{"type",         "subtype", "hidden",   "channel",
                                               "channel_type", "ts",      "event_ts", "deleted_ts"};

/// The messages tab and a person's conversation with the app. Slack says which it is; an id of another one does not
/// begin with "D".
bool is_with_us(JsonView event) {
    const auto kind = event["channel_type"].string();
    return kind ? *kind == "im" || *kind == "app_home" : event["channel"].string().value_or("D").starts_with('D');
}

}  // namespace

bool is_overheard(JsonView event) {
    return event["type"].string() == message && event["subtype"].string() != deleted && !is_with_us(event);
}

bool is_deletion(JsonView payload) {
    return payload["event"]["type"].string() == message && payload["event"]["subtype"].string() == deleted;
}

std::string without_words(Payload& payload) {
    json_t* event = json_object_get(payload.json.get(), "event");
    std::vector<std::string> others;
    for (const auto& [name, value] : payload.json["event"].members()) {
        if (std::ranges::find(kept, name) == kept.end()) {
            others.emplace_back(name);
        }
    }
    for (const std::string& name : others) {
        json_object_del(event, name.c_str());
    }
    // The tree is what is kept now, also where it was only nearly what was sent.
    payload.exact = true;
    return payload.json.view().dump();
}

}  // namespace gracy::slack
