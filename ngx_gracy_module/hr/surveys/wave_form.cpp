#include "hr/surveys/wave_form.hpp"

#include "http/json_body.hpp"

namespace gracy::hr {
namespace {

constexpr auto place = http::FieldError::Place::body;
constexpr std::initializer_list<std::string_view> modes{"anonymous", "identified"};
constexpr std::initializer_list<std::string_view> audiences{"all", "department", "location", "team"};

std::optional<std::int32_t> small(std::optional<std::int64_t> number) {
    return number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
}

std::optional<std::int32_t> k_score_of(http::JsonBody& body) {
    return small(body.optional_integer("k_score", 5, 20));
}
std::optional<std::int32_t> k_text_of(http::JsonBody& body) {
    return small(body.optional_integer("k_text", 10, 50));
}
std::optional<std::int32_t> reminders_of(http::JsonBody& body) {
    return small(body.optional_integer("reminders", 0, 3));
}

void check_audience(http::JsonBody& body, std::string_view audience, bool has_id) {
    if (audience != "all" && !has_id) {
        body.refuse(http::field_error::required(place, http::pointer_to("audience_id")));
    }
    if (audience == "all" && has_id) {
        body.refuse({place, http::pointer_to("audience_id"), "not_for_this_audience",
                     http::Text{"Everybody has no id.", "전체 대상에는 id가 없어요."}});
    }
}

}  // namespace

WaveForm WaveForm::read(const http::Request& request, base::Timestamp now) {
    http::JsonBody body(request);
    WaveForm form{.name = body.optional_text("name", {1, 100}),
                  .mode = body.choice("mode", modes),
                  .audience = body.optional_choice("audience", audiences).value_or("all"),
                  .audience_id = body.optional_id("audience_id"),
                  .k_score = k_score_of(body),
                  .k_text = k_text_of(body),
                  .opens_at = body.optional_timestamp("opens_at"),
                  .reminders = reminders_of(body)};
    check_audience(body, form.audience, form.audience_id.has_value());
    if (!body.has("closes_at")) {
        body.refuse(http::field_error::required(place, http::pointer_to("closes_at")));
    }
    if (const auto closes_at = body.optional_timestamp("closes_at")) {
        form.closes_at = *closes_at;
        if (form.closes_at <= now || (form.opens_at && form.closes_at <= *form.opens_at)) {
            body.refuse({place, http::pointer_to("closes_at"), "closes_too_early",
                         http::Text{"It must close after it opens, and later than now.",
                                    "마감은 시작보다, 그리고 지금보다 뒤여야 해요."}});
        }
    }
    body.keeps({"closes_at"});
    body.finish();
    return form;
}

std::string read_wave_changes(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(body.optional_text("name", {1, 100}));
    static_cast<void>(body.optional_choice("mode", modes));
    const auto audience = body.optional_choice("audience", audiences);
    const auto audience_id = body.optional_id("audience_id");
    if (audience) {
        check_audience(body, *audience, audience_id.has_value());
    }
    static_cast<void>(k_score_of(body));
    static_cast<void>(k_text_of(body));
    static_cast<void>(body.optional_timestamp("opens_at"));
    static_cast<void>(body.optional_timestamp("closes_at"));
    static_cast<void>(reminders_of(body));
    body.keeps({"mode", "audience", "closes_at", "reminders"});
    body.finish();
    return body.normalized();
}

}  // namespace gracy::hr
