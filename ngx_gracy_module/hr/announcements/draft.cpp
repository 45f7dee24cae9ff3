#include "hr/announcements/draft.hpp"

#include "hr/announcements/audience.hpp"
#include "http/timestamp.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <utility>

namespace gracy::hr {
namespace {

constexpr http::Length title_length{1, 200};
constexpr http::Length body_length{1, 9000};
constexpr std::size_t longest_slack_id = 30;

void check_line(http::JsonBody& body, std::string_view name, const std::optional<std::string>& title) {
    if (title && title->find_first_of("\r\n\t") != std::string::npos) {
        body.refuse({http::FieldError::Place::body, http::pointer_to(name), "not_one_line",
                     http::Text{"A title is one line.", "제목은 한 줄이어야 해요."}});
    }
}

std::optional<std::string> read_title(http::JsonBody& body, std::string_view name) {
    auto title = body.optional_text(name, title_length);
    check_line(body, name, title);
    return title;
}

std::string read_audience(http::JsonBody& body, base::JsonView audience) {
    if (!audience) {
        return {};
    }
    for (http::FieldError& error : errors_in_audience(audience, http::pointer_to("audience"))) {
        body.refuse(std::move(error));
    }
    return audience.dump();
}

http::FieldError listed_twice(std::string pointer) {
    return {http::FieldError::Place::body, std::move(pointer), "duplicate",
            http::Text{"This is there twice.", "두 번 들어 있어요."}};
}

void check_channels(http::JsonBody& body, const std::vector<std::string>& channels) {
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (channels[i] != "email" && channels[i] != "slack") {
            body.refuse(http::field_error::not_one_of(http::FieldError::Place::body, http::pointer_to("channels", i),
                                                      {"email", "slack"}));
        } else if (std::ranges::find(channels, channels[i]) != channels.begin() + static_cast<std::ptrdiff_t>(i)) {
            body.refuse(listed_twice(http::pointer_to("channels", i)));
        }
    }
}

/// An id of Slack's: a letter that says of what, and capitals and digits.
bool is_slack_id(std::string_view text, std::string_view kinds) {
    return text.size() >= 3 && text.size() <= longest_slack_id && kinds.contains(text.front()) &&
           std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

void read_slack_id(http::JsonBody& body, base::JsonView channel, std::string_view name, const std::string& at,
                   std::string_view kinds) {
    const base::JsonView value = channel[name];
    std::string below = fmt::format("{}/{}", at, name);
    if (!value || value.is_null()) {
        body.refuse(http::field_error::required(http::FieldError::Place::body, std::move(below)));
    } else if (!value.string()) {
        body.refuse(http::field_error::wrong_type(http::FieldError::Place::body, std::move(below), "string"));
    } else if (!is_slack_id(*value.string(), kinds)) {
        body.refuse(
            {http::FieldError::Place::body, std::move(below), "not_a_slack_id",
             http::Text{"This must be an id of Slack's: of a workspace like T0123ABC, of a channel like C0123ABC.",
                        "워크스페이스는 T0123ABC, 채널은 C0123ABC 같은 Slack ID여야 해요."}});
    }
}

/// Whether the workspaces are ours is for the database.
std::optional<std::string> read_slack_channels(http::JsonBody& body) {
    const base::JsonView channels = body.structure("slack_channels");
    if (!channels) {
        return std::nullopt;
    }
    if (!channels.is_array()) {
        body.refuse(
            http::field_error::wrong_type(http::FieldError::Place::body, http::pointer_to("slack_channels"), "array"));
        return std::nullopt;
    }
    if (channels.size() > most_slack_channels) {
        body.refuse(http::field_error::bad_size(http::FieldError::Place::body, http::pointer_to("slack_channels"), 0,
                                                most_slack_channels));
        return std::nullopt;
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const base::JsonView channel = channels[i];
        const std::string at = http::pointer_to("slack_channels", i);
        if (!channel.is_object()) {
            body.refuse(http::field_error::wrong_type(http::FieldError::Place::body, at, "object"));
            continue;
        }
        for (const auto& [name, value] : channel.members()) {
            if (name != "team_id" && name != "channel") {
                body.refuse(http::field_error::unknown(http::FieldError::Place::body,
                                                       at + "/" + std::string(http::pointer_to(name).substr(2))));
            }
        }
        read_slack_id(body, channel, "team_id", at, "T");
        read_slack_id(body, channel, "channel", at, "CG");
        // In Slack one channel of two workspaces has one id, and one message.
        const auto id = channel["channel"].string();
        if (id && !seen.insert(*id).second) {
            body.refuse(listed_twice(at + "/channel"));
        }
    }
    return channels.dump();
}

std::optional<std::string> read_time(http::JsonBody& body, std::string_view name) {
    auto time = body.optional_text(name, {1, 16});
    if (time && !time->empty() && !http::is_time_of_day(*time)) {
        body.refuse({http::FieldError::Place::body, http::pointer_to(name), "not_a_time",
                     http::Text{"This must look like 21:00.", "21:00 같은 형식이어야 해요."}});
    }
    return time;
}

/// Of a draft or a correction.
void read_words(http::JsonBody& body, auto& into) {
    into.title_ko = read_title(body, "title_ko");
    into.title_en = read_title(body, "title_en");
    into.body_ko = body.optional_text("body_ko", body_length);
    into.body_en = body.optional_text("body_en", body_length);
}

/// All but audience and channels, which a draft must have and a change may.
void read_common(http::JsonBody& body, Draft& draft) {
    read_words(body, draft);
    draft.require_ack = body.optional_boolean("require_ack").value_or(false);
    draft.quiet_from = read_time(body, "quiet_from");
    draft.quiet_until = read_time(body, "quiet_until");
    draft.slack_channels = read_slack_channels(body);
}

}  // namespace

Draft Draft::read(const http::Request& request) {
    http::JsonBody body(request);
    Draft draft;
    read_common(body, draft);
    draft.audience = read_audience(body, body.object("audience"));
    if (body.has("channels")) {
        draft.channels = body.texts("channels", 1, 2, {1, 20});
        check_channels(body, draft.channels);
    } else {
        draft.channels = {"email"};
    }
    // Nobody is disturbed at night unless the author says that it may be so, with null.
    if (!body.has("quiet_from") && !body.has("quiet_until")) {
        draft.quiet_from = "21:00";
        draft.quiet_until = "08:00";
    }
    body.finish();
    return draft;
}

DraftChange DraftChange::read(const http::Request& request) {
    http::JsonBody body(request);
    Draft draft;
    read_common(body, draft);
    DraftChange change;
    change.audience = read_audience(body, body.optional_object("audience"));
    if (body.has("channels")) {
        check_channels(body, body.texts("channels", 1, 2, {1, 20}));
    }
    body.keeps({"audience", "channels", "require_ack", "slack_channels"});
    body.finish();
    change.changes = body.normalized();
    return change;
}

Correction Correction::read(const http::Request& request) {
    http::JsonBody body(request);
    Correction correction;
    read_words(body, correction);
    body.keeps({"title_ko", "title_en", "body_ko", "body_en"});
    body.finish();
    return correction;
}

}  // namespace gracy::hr
