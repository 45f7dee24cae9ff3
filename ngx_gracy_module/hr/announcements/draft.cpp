#include "hr/announcements/draft.hpp"

#include "hr/announcements/audience.hpp"
#include "http/timestamp.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

constexpr http::Length title_length{1, 200};
constexpr http::Length body_length{1, 10'000};

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

void check_channels(http::JsonBody& body, const std::vector<std::string>& channels) {
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (channels[i] != "email" && channels[i] != "slack") {
            body.refuse(http::field_error::not_one_of(http::FieldError::Place::body, http::pointer_to("channels", i),
                                                      {"email", "slack"}));
        } else if (std::ranges::find(channels, channels[i]) != channels.begin() + static_cast<std::ptrdiff_t>(i)) {
            body.refuse({http::FieldError::Place::body, http::pointer_to("channels", i), "duplicate",
                         http::Text{"This is there twice.", "두 번 들어 있어요."}});
        }
    }
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
    body.keeps({"audience", "channels", "require_ack"});
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
