#include "slack/receiving/interaction.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "http/form.hpp"
#include "http/media_type.hpp"

#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using base::JsonView;
using Kind = Interaction::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 6> kinds{{{"block_actions", Kind::block_actions},
                                                                  {"view_submission", Kind::view_submission},
                                                                  {"view_closed", Kind::view_closed},
                                                                  {"shortcut", Kind::shortcut},
                                                                  {"message_action", Kind::message_action},
                                                                  {"block_suggestion", Kind::block_suggestion}}};

Kind kind_of(std::string_view type) {
    for (const auto& [name, kind] : kinds) {
        if (name == type) {
            return kind;
        }
    }
    return Kind::other;
}

/// What makes one click itself: a second delivery of it has the same.
std::string identity(const Interaction& interaction) {
    const JsonView json = interaction.json();
    std::string key = interaction.type + "|" + interaction.team_id + "|" + interaction.user_id;
    const auto add = [&key](JsonView part) { key.append("|").append(identifier(part).value_or("")); };
    switch (interaction.kind) {
        case Kind::view_submission:
        case Kind::view_closed:
            add(json["view"]["id"]);
            add(json["view"]["hash"]);
            break;
        case Kind::block_actions:
            add(json["actions"][std::size_t{0}]["action_ts"]);
            add(json["actions"][std::size_t{0}]["action_id"]);
            add(json["actions"][std::size_t{0}]["block_id"]);
            break;
        case Kind::shortcut:
        case Kind::message_action:
            add(json["action_ts"]);
            add(json["callback_id"]);
            break;
        default:
            key.append("|").append(json.dump());
            break;
    }
    return key;
}

}  // namespace

std::optional<Interaction> read_interaction(const http::Request& request) {
    if (!http::has_body_of(request, http::form_media_type)) {
        return std::nullopt;
    }
    const auto form = http::Form::parse(request.body);
    if (!form || form->count("payload") != 1) {
        return std::nullopt;
    }
    auto payload = parse_payload(*form->get("payload"));
    return payload ? interaction_of(std::move(*payload), *form->get("payload")) : std::nullopt;
}

std::optional<Interaction> interaction_of(Payload payload, std::string_view text) {
    const JsonView json = payload.json.view();
    Interaction interaction;
    const auto type = identifier(json["type"]);
    const auto user = identifier(json["user"]["id"]);
    auto enterprise =
        json["is_enterprise_install"].boolean() == true ? identifier(json["enterprise"]["id"]) : std::nullopt;
    if (json["is_enterprise_install"].boolean() == true && !enterprise) {
        enterprise = identifier(json["team"]["enterprise_id"]);
    }
    // An app that a whole organization has may be used outside any workspace: then the person's own counts.
    // A modal that somebody opened from a channel shared with another company may name that one's, and then says whose
    // app it is of: a workspace, or an organization.
    auto team = identifier(json["view"]["app_installed_team_id"]);
    if (json["view"]["type"].string() != "modal" || !team || !team->starts_with('T')) {
        team = identifier(json["team"]["id"]);
    }
    team = team ? std::move(team) : identifier(json["user"]["team_id"]);
    team = team ? std::move(team) : enterprise;
    if (!type || !user || !team) {
        return std::nullopt;
    }
    interaction.kind = kind_of(*type);
    interaction.type = *type;
    interaction.team_id = std::move(*team);
    interaction.user_id = *user;
    interaction.enterprise_id = std::move(enterprise);
    interaction.api_app_id = identifier(json["api_app_id"]);
    interaction.channel_id = identifier(json["channel"]["id"]);
    interaction.trigger_id = identifier(json["trigger_id"]);
    const JsonView callback = json["view"] ? json["view"]["callback_id"] : json["callback_id"];
    interaction.callback_id = callback.string().value_or("");
    interaction.payload = std::move(payload);
    interaction.text = text;
    return interaction;
}

std::optional<std::string_view> first_input(base::JsonView view) {
    for (const base::JsonView block : view["blocks"].elements()) {
        if (block["type"].string() == "input") {
            return block["block_id"].string();
        }
    }
    return std::nullopt;
}

documents::Event interaction_event(const Interaction& interaction, base::Timestamp received_at) {
    const std::string key = identity(interaction);
    return documents::make_event(
        {.id = base::to_hex(base::sha256(base::bytes_of(std::string_view(key)))),
         .kind = documents::EventKind::action,
         .type = interaction.type,
         .team_id = interaction.team_id,
         .enterprise_id = interaction.enterprise_id,
         .api_app_id = interaction.api_app_id,
         .channel = interaction.channel_id,
         .user = interaction.user_id,
         .ts = identifier(interaction.json()["action_ts"]),
         .event_time = {},
         .received_at = received_at,
         .retry_num = {}},
        {.tree = interaction.json(), .bytes = interaction.text, .exact = interaction.payload.exact});
}

}  // namespace gracy::slack
