#include "assistant/answers/refused_answers.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr std::size_t longest_output = 4'000;

}  // namespace

void RefusedAnswers::add(std::string_view output, std::span<const std::string> reasons) {
    Answer& answer = answers_.emplace_back();
    if (!base::is_utf8(output)) {
        answer.output = "(not UTF-8)";
    } else {
        std::u32string points = base::to_code_points(output);
        // PostgreSQL has no text with it.
        std::erase(points, U'\0');
        points.resize(std::min(points.size(), longest_output));
        answer.output = base::to_utf8(points);
    }
    answer.reasons.assign(reasons.begin(), reasons.end());
}

std::string RefusedAnswers::json() const {
    base::JsonWriter json(2048);
    json.open_array();
    for (const Answer& answer : answers_) {
        json.open_object();
        json.field<"output">(answer.output);
        json.key<"reasons">().open_array();
        for (const std::string& reason : answer.reasons) {
            json.value(reason);
        }
        json.close_array().close_object();
    }
    json.close_array();
    return json.take();
}

}  // namespace gracy::assistant
