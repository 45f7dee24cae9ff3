#include "hr/surveys/answers.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "surveys/response_token.hpp"

#include <fmt/format.h>
#include <set>

namespace gracy::hr {
namespace {

constexpr auto place = http::FieldError::Place::body;
constexpr std::size_t longest_text = 4000;

namespace field_error = http::field_error;

void add_value(std::string& rows, std::int64_t question, std::int64_t value) {
    fmt::format_to(std::back_inserter(rows), "[{},{}],", question, value);
}

void add_text(std::string& rows, std::int64_t question, std::string_view text) {
    base::JsonWriter json(text.size() + 32);
    json.open_array().value(question).value(std::int64_t{0}).value(text).close_array();
    rows += json.take() + ",";
}

/// Nothing, or a text of nothing but blanks.
bool is_none(base::JsonView question, base::JsonView answer) {
    return !answer || answer.is_null() ||
           (question["kind"].string() == "text" && answer.string() && !answer.string()->empty() &&
            base::is_blank(*answer.string()));
}

}  // namespace

AnswerForm::AnswerForm(const http::Request& request) : body_(request) {
    if (const base::JsonView token = body_.structure("token")) {
        token_ = surveys::parse_response_token(token.string().value_or(""));
    }
}

void AnswerForm::take_choices(base::JsonView question, base::JsonView answer, const std::string& pointer,
                              std::string& rows) {
    const auto most = static_cast<std::int64_t>(question["options"].size());
    if (!answer.is_array()) {
        body_.refuse(field_error::wrong_type(place, pointer, "array"));
        return;
    }
    if (answer.size() < 1 || answer.size() > question["options"].size()) {
        body_.refuse(field_error::bad_size(place, pointer, 1, question["options"].size()));
        return;
    }
    std::set<std::int64_t> chosen;
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const auto choice = answer[i].integer();
        const std::string at = fmt::format("{}/{}", pointer, i);
        if (!choice) {
            body_.refuse(field_error::wrong_type(place, at, "integer"));
        } else if (*choice < 1 || *choice > most) {
            body_.refuse(field_error::out_of_range(place, at, 1, most));
        } else if (!chosen.insert(*choice).second) {
            body_.refuse(field_error::duplicate(place, at));
        } else {
            add_value(rows, *question["no"].integer(), *choice);
        }
    }
}

void AnswerForm::take(base::JsonView question, base::JsonView answer, const std::string& pointer, std::string& rows) {
    const std::string_view kind = question["kind"].string().value_or("");
    const std::int64_t no = *question["no"].integer();
    if (kind == "multi") {
        take_choices(question, answer, pointer, rows);
        return;
    }
    if (kind == "text") {
        const std::string text = body_.text_in(answer, pointer, {1, longest_text});
        if (!text.empty()) {
            add_text(rows, no, text);
        }
        return;
    }
    const std::int64_t least = kind == "scale" ? 0 : 1;
    const std::int64_t most = kind == "scale"    ? 10
                              : kind == "single" ? static_cast<std::int64_t>(question["options"].size())
                                                 : 5;
    const auto value = answer.integer();
    if (!value) {
        body_.refuse(field_error::wrong_type(place, pointer, "integer"));
    } else if (*value < least || *value > most) {
        body_.refuse(field_error::out_of_range(place, pointer, least, most));
    } else {
        add_value(rows, no, *value);
    }
}

void AnswerForm::refuse_strangers(const base::Json& questions, base::JsonView answers) {
    std::set<std::string, std::less<>> asked;
    for (const base::JsonView question : questions.view().elements()) {
        asked.insert(std::to_string(question["no"].integer().value_or(0)));
    }
    for (const auto& [name, answer] : answers.members()) {
        if (!asked.contains(name)) {
            body_.refuse({place, http::pointer_to("answers") + http::pointer_to(name).substr(1), "unknown_question",
                          http::Text{"The wave has no such question.", "이 설문에 없는 질문이에요."}});
        }
    }
}

std::string AnswerForm::against(const base::Json& questions) {
    const base::JsonView answers = body_.structure("answers");
    std::string rows;
    if (!answers) {
        body_.refuse(field_error::required(place, http::pointer_to("answers")));
    } else if (!answers.is_object()) {
        body_.refuse(field_error::wrong_type(place, http::pointer_to("answers"), "object"));
    } else {
        for (const base::JsonView question : questions.view().elements()) {
            const std::string no = std::to_string(question["no"].integer().value_or(0));
            const std::string pointer = http::pointer_to("answers") + "/" + no;
            const base::JsonView answer = answers[no];
            if (!is_none(question, answer)) {
                take(question, answer, pointer, rows);
            } else if (question["required"].boolean().value_or(false)) {
                body_.refuse(field_error::required(place, pointer));
            }
        }
        refuse_strangers(questions, answers);
    }
    body_.finish();
    if (!rows.empty()) {
        rows.pop_back();
    }
    return "[" + rows + "]";
}

}  // namespace gracy::hr
