#include "slack/receiving/delivery.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "slack/receiving/overheard.hpp"

#include <algorithm>
#include <new>

namespace gracy::slack {
namespace {

using base::JsonView;

constexpr std::size_t max_body = 4 * 1024 * 1024;
// Far deeper than any block; deeper trees than documents take are kept as bytes.
constexpr int max_depth = 512;
constexpr std::size_t max_identifier = 255;
constexpr std::size_t max_challenge = 4096;
constexpr std::int64_t last_second = 253'402'300'799;  // of the year 9999

/// Once more, taking the last of equal keys and reading whole numbers as doubles. Foreign apps put free-form metadata
/// into messages, and what they write there must not make an event unreadable.
std::optional<Payload> parse_leniently(std::string_view body) {
    json_error_t error;
    base::Json json(json_loadb(body.data(), body.size(), JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &error));
    if (json.get() == nullptr) {
        if (json_error_code(&error) == json_error_out_of_memory) {
            throw std::bad_alloc();
        }
        return std::nullopt;
    }
    return Payload{.json = std::move(json), .exact = false};
}

/// The member's text, or its "id": Slack sends a user or a channel either way.
std::optional<std::string> id_of(JsonView value) {
    return value.is_object() ? identifier(value["id"]) : identifier(value);
}

/// The first that is there: whose installation the event is for. In a channel shared between workspaces `team_id` may
/// be the other one.
template <class... Views>
std::optional<std::string> first_identifier(const Views&... views) {
    std::optional<std::string> found;
    ((found = found ? std::move(found) : identifier(views)), ...);
    return found;
}

/// Ids of organizations begin with "E", those of workspaces with "T".
bool names_organization(const std::optional<std::string>& team) {
    return team && team->starts_with('E');
}

/// Whether the app is where the event comes from by an installation in a whole organization. What concerns the
/// organization alone has no authorization, or names it in the place of a workspace, and what changes its approvals
/// says something else there.
bool is_of_organization(JsonView root, const std::optional<std::string>& team) {
    const JsonView authorization = root["authorizations"][std::size_t{0}];
    const auto type = root["event"]["type"].string().value_or("");
    return authorization["is_enterprise_install"].boolean() == true || type == access_granted ||
           type == access_revoked || names_organization(team) || (!authorization && !root["team_id"].is_string());
}

void read_tenant(JsonView root, documents::Envelope& envelope) {
    const JsonView authorization = root["authorizations"][std::size_t{0}];
    envelope.team_id = first_identifier(authorization["team_id"], root["context_team_id"], root["team_id"]);
    if (is_of_organization(root, envelope.team_id)) {
        envelope.enterprise_id =
            first_identifier(authorization["enterprise_id"], root["context_enterprise_id"], root["enterprise_id"]);
        if (!envelope.enterprise_id && names_organization(envelope.team_id)) {
            envelope.enterprise_id = envelope.team_id;
        }
    }
    envelope.api_app_id = identifier(root["api_app_id"]);
}

/// Our own bot's doing comes back as an event; answering it would never end. That it joined or left a channel is news.
bool is_own(JsonView root) {
    const JsonView event = root["event"];
    const auto type = event["type"].string();
    if (type == "member_joined_channel" || type == "member_left_channel") {
        return false;
    }
    const JsonView authorization = root["authorizations"][std::size_t{0}];
    const auto bot_user = authorization["user_id"].string();
    if (authorization["is_bot"].boolean().value_or(false) && bot_user && id_of(event["user"]) == *bot_user) {
        return true;
    }
    const auto app = root["api_app_id"].string();
    return app && event["bot_id"].is_string() &&
           (event["app_id"].string() == *app || event["bot_profile"]["app_id"].string() == *app);
}

Delivery::Kind read_event(JsonView root, documents::Envelope& envelope) {
    const JsonView event = root["event"];
    const auto id = identifier(root["event_id"]);
    const auto type = identifier(event["type"]);
    if (!id || !type) {
        return Delivery::Kind::malformed;
    }
    if (is_own(root)) {
        return Delivery::Kind::own;
    }
    if (is_overheard(event)) {
        return Delivery::Kind::overheard;
    }
    envelope.id = *id;
    envelope.type = *type;
    envelope.ts = identifier(event["event_ts"]);
    envelope.user = id_of(event["user"]);
    envelope.channel = id_of(event["channel"]);
    if (!envelope.channel) {
        envelope.channel = identifier(event["item"]["channel"]);
    }
    if (const auto seconds = root["event_time"].integer(); seconds && *seconds >= 0 && *seconds <= last_second) {
        envelope.event_time = base::Timestamp(std::chrono::seconds(*seconds));
    }
    return Delivery::Kind::event;
}

/// "app_rate_limited", and whatever Slack invents next: stored under a digest, so that a repetition is recognised.
Delivery::Kind read_notice(std::string_view type, std::string_view body, documents::Envelope& envelope) {
    if (!is_identifier(type)) {
        return Delivery::Kind::malformed;
    }
    envelope.id = std::string(type) + "-" + base::to_hex(base::sha256(base::bytes_of(body)));
    envelope.type = type;
    return envelope.id.size() <= max_identifier ? Delivery::Kind::event : Delivery::Kind::malformed;
}

}  // namespace

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= max_identifier &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::optional<std::string> identifier(JsonView value) {
    const auto text = value.string();
    return text && is_identifier(*text) ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<Payload> parse_payload(std::string_view body) {
    try {
        Payload payload{.json = base::Json::parse(body, {.bytes = max_body, .depth = max_depth, .allow_nul = true})};
        return payload.json.view().is_object() ? std::optional(std::move(payload)) : std::nullopt;
    } catch (const base::JsonError& error) {
        // The nesting was looked at before, so reading it again is safe.
        if (error.kind != base::JsonError::Kind::duplicate_key && error.kind != base::JsonError::Kind::number) {
            return std::nullopt;
        }
    }
    auto payload = parse_leniently(body);
    return payload && payload->json.view().is_object() ? std::move(payload) : std::nullopt;
}

Delivery read_delivery(JsonView payload, std::string_view app_id, std::string_view body) {
    Delivery delivery;
    const auto type = payload["type"].string();
    if (!type) {
        return delivery;
    }
    if (*type == "url_verification") {
        // Sent while the address is entered in the app's settings, without api_app_id.
        if (const auto challenge = payload["challenge"].string(); challenge && challenge->size() <= max_challenge) {
            delivery.kind = Delivery::Kind::challenge;
            delivery.challenge = *challenge;
        }
        return delivery;
    }
    if (!app_id.empty() && payload["api_app_id"].string() != app_id) {
        delivery.kind = Delivery::Kind::foreign;
        return delivery;
    }
    read_tenant(payload, delivery.envelope);
    delivery.kind = *type == "event_callback" ? read_event(payload, delivery.envelope)
                                              : read_notice(*type, body, delivery.envelope);
    return delivery;
}

}  // namespace gracy::slack
