#include "hr/surveys/survey_form.hpp"

#include "base/ascii.hpp"
#include "http/json_body.hpp"

#include <algorithm>
#include <set>

namespace gracy::hr {
namespace {

constexpr auto place = http::FieldError::Place::body;
constexpr std::size_t most_questions = 50;
constexpr std::size_t most_options = 20;
constexpr std::size_t longest_question = 500;
constexpr std::size_t longest_option = 200;
constexpr std::size_t longest_metric = 40;

constexpr std::initializer_list<std::string_view> kinds{"likert5", "scale", "single", "multi", "text"};

namespace field_error = http::field_error;

void refuse_unknown(http::JsonBody& body, base::JsonView object, const std::string& pointer,
                    std::initializer_list<std::string_view> known) {
    for (const auto& [name, value] : object.members()) {
        if (std::ranges::find(known, name) == known.end()) {
            body.refuse(field_error::unknown(place, pointer + http::pointer_to(name).substr(1)));
        }
    }
}

/// {"ko": ..., "en": ...}; one of the two is enough.
void check_text(http::JsonBody& body, base::JsonView value, const std::string& pointer, std::size_t longest) {
    if (!value || value.is_null()) {
        body.refuse(field_error::required(place, pointer));
        return;
    }
    if (!value.is_object()) {
        body.refuse(field_error::wrong_type(place, pointer, "object"));
        return;
    }
    refuse_unknown(body, value, pointer, {"ko", "en"});
    bool any = false;
    for (const std::string_view language : {"ko", "en"}) {
        if (value[language] && !value[language].is_null()) {
            any = true;
            body.text_in(value[language], pointer + "/" + std::string(language), {1, longest});
        }
    }
    if (!any) {
        body.refuse(
            {place, pointer, "no_language",
             http::Text{"Write it in Korean, in English or in both.", "한국어나 영어로, 또는 둘 다 적어 주세요."}});
    }
}

bool has_options(std::string_view kind) {
    return kind == "single" || kind == "multi";
}

void check_options(http::JsonBody& body, base::JsonView options, std::string_view kind, const std::string& pointer) {
    const bool there = options && !options.is_null();
    if (!has_options(kind)) {
        if (there) {
            body.refuse({place, pointer, "not_for_this_kind",
                         http::Text{"Only single and multi have options.", "single과 multi에만 보기가 있어요."}});
        }
        return;
    }
    if (!there) {
        body.refuse(field_error::required(place, pointer));
        return;
    }
    if (!options.is_array()) {
        body.refuse(field_error::wrong_type(place, pointer, "array"));
        return;
    }
    if (options.size() < 2 || options.size() > most_options) {
        body.refuse(field_error::bad_size(place, pointer, 2, most_options));
        return;
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        check_text(body, options[i], pointer + "/" + std::to_string(i), longest_option);
    }
}

bool is_metric(std::string_view name) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.size() <= longest_metric && lower(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return lower(c) || base::ascii::is_digit(c) || c == '_'; });
}

void check_metric(http::JsonBody& body, base::JsonView metric, std::string_view kind, const std::string& pointer,
                  std::set<std::string_view>& metrics) {
    if (!metric || metric.is_null()) {
        return;
    }
    const auto name = metric.string();
    if (!name || !is_metric(*name)) {
        body.refuse({place, pointer, "bad_metric",
                     http::Text{"A metric is a word of small letters, digits and underscores.",
                                "지표 이름은 영어 소문자, 숫자, 밑줄로 적어 주세요."}});
    } else if ((kind != "scale" && kind != "likert5") || (*name == "enps" && kind != "scale")) {
        body.refuse({place, pointer, "not_for_this_kind",
                     http::Text{"A metric is measured by likert5 or scale, eNPS by scale.",
                                "지표는 likert5나 scale로, eNPS는 scale로만 잴 수 있어요."}});
    } else if (!metrics.insert(*name).second) {
        body.refuse(field_error::duplicate(place, pointer));
    }
}

void check_question(http::JsonBody& body, base::JsonView question, const std::string& pointer,
                    std::set<std::string_view>& metrics) {
    if (!question.is_object()) {
        body.refuse(field_error::wrong_type(place, pointer, "object"));
        return;
    }
    refuse_unknown(body, question, pointer, {"kind", "metric", "text", "required", "options"});
    check_text(body, question["text"], pointer + "/text", longest_question);
    if (question["required"] && !question["required"].is_null() && !question["required"].is_boolean()) {
        body.refuse(field_error::wrong_type(place, pointer + "/required", "boolean"));
    }
    const auto kind = question["kind"].string();
    if (!question["kind"] || question["kind"].is_null()) {
        body.refuse(field_error::required(place, pointer + "/kind"));
    } else if (!kind) {
        body.refuse(field_error::wrong_type(place, pointer + "/kind", "string"));
    } else if (std::ranges::find(kinds, *kind) == kinds.end()) {
        body.refuse(field_error::not_one_of(place, pointer + "/kind", kinds));
    } else {
        check_metric(body, question["metric"], *kind, pointer + "/metric", metrics);
        check_options(body, question["options"], *kind, pointer + "/options");
    }
}

void check_questions(http::JsonBody& body, base::JsonView questions) {
    const std::string pointer = http::pointer_to("questions");
    if (!questions.is_array()) {
        body.refuse(field_error::wrong_type(place, pointer, "array"));
        return;
    }
    if (questions.size() < 1 || questions.size() > most_questions) {
        body.refuse(field_error::bad_size(place, pointer, 1, most_questions));
        return;
    }
    std::set<std::string_view> metrics;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        check_question(body, questions[i], http::pointer_to("questions", i), metrics);
    }
}

constexpr std::size_t longest_title = 200;

}  // namespace

std::string read_new_survey(const http::Request& request) {
    http::JsonBody body(request);
    check_text(body, body.structure("title"), http::pointer_to("title"), longest_title);
    if (const base::JsonView questions = body.structure("questions")) {
        check_questions(body, questions);
    } else {
        body.refuse(field_error::required(place, http::pointer_to("questions")));
    }
    body.finish();
    return body.normalized();
}

std::string read_survey_changes(const http::Request& request) {
    http::JsonBody body(request);
    if (const base::JsonView title = body.structure("title")) {
        check_text(body, title, http::pointer_to("title"), longest_title);
    }
    if (const base::JsonView questions = body.structure("questions")) {
        check_questions(body, questions);
    }
    body.keeps({"title", "questions"});
    body.finish();
    return body.normalized();
}

}  // namespace gracy::hr
