#include "assistant/answers/policy_answer.hpp"

#include "assistant/answers/quantities.hpp"
#include "assistant/answers/safe_text.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <optional>

namespace gracy::assistant {
namespace {

constexpr std::size_t most_sentences = 20;
constexpr std::size_t longest_answer = 1500;
constexpr std::size_t longest_output = 64 * 1024;

/// Letters that belong to the language; an English answer may name a Korean term in brackets.
bool is_in(http::Language language, std::string_view text) {
    std::size_t hangul = 0;
    std::size_t latin = 0;
    for (const char32_t point : base::to_code_points(text)) {
        if (base::is_hangul_syllable(point)) {
            ++hangul;
        } else if (base::is_letter(point)) {
            ++latin;
        }
    }
    return language == http::Language::korean ? hangul * 2 >= latin : latin > hangul * 2;
}

Rejection not_the_form(std::string reason) {
    return {.form = true, .reasons = {std::move(reason)}};
}

/// The shape and nothing else; places that no passage has are a matter of form too.
std::expected<PolicyAnswer, Rejection> read(base::JsonView json, std::string_view language, std::size_t passages) {
    for (const auto& [key, value] : json.members()) {
        if (key != "answerable" && key != "language" && key != "answer") {
            return std::unexpected(not_the_form("there is a member that the schema does not have"));
        }
    }
    if (!json["answerable"].boolean() || !json["answer"].is_array()) {
        return std::unexpected(not_the_form("\"answerable\" must be true or false, and \"answer\" an array"));
    }
    if (json["language"].string() != language) {
        return std::unexpected(not_the_form(fmt::format("\"language\" must be \"{}\"", language)));
    }
    PolicyAnswer answer;
    for (const base::JsonView sentence : json["answer"].elements()) {
        const auto text = sentence["text"].string();
        const base::JsonView cite = sentence["cite"];
        if (!text || text->empty() || !cite.is_array() || sentence.size() != 2) {
            return std::unexpected(not_the_form("a sentence must have \"text\" and \"cite\" and nothing else"));
        }
        PolicyAnswer::Sentence& read = answer.sentences.emplace_back();
        read.text = base::to_nfc(*text);
        for (const base::JsonView place : cite.elements()) {
            const auto number = place.integer();
            if (!number || *number < 1 || static_cast<std::size_t>(*number) > passages) {
                return std::unexpected(
                    not_the_form(fmt::format("\"cite\" must have numbers of passages, 1 to {}", passages)));
            }
            const auto index = static_cast<std::size_t>(*number - 1);
            if (std::ranges::find(read.cited, index) == read.cited.end()) {
                read.cited.push_back(index);
            }
        }
    }
    if (answer.sentences.size() > most_sentences) {
        return std::unexpected(not_the_form("there are too many sentences"));
    }
    if (json["answerable"].boolean() != !answer.sentences.empty()) {
        return std::unexpected(not_the_form("\"answer\" must be empty if and only if \"answerable\" is false"));
    }
    return answer;
}

std::vector<std::string> faults_of(const PolicyAnswer& answer, http::Language language,
                                   std::span<const Passage> passages) {
    std::vector<std::string> faults;
    std::string whole;
    for (std::size_t i = 0; i < answer.sentences.size(); ++i) {
        const auto& [text, cited] = answer.sentences[i];
        const auto fault = [&](std::string_view what) {
            faults.push_back(fmt::format("sentence {}: {}", i + 1, what));
        };
        whole += text;
        if (cited.empty()) {
            fault("it cites no passage");
        }
        if (const auto why = why_unsafe(text)) {
            fault(*why);
        }
        std::vector<Quantity> known;
        for (const std::size_t place : cited) {
            const Passage& passage = passages[place];
            for (const std::string& heading : passage.headings) {
                std::ranges::move(quantities_of(heading), std::back_inserter(known));
            }
            std::ranges::move(quantities_of(passage.title), std::back_inserter(known));
            std::ranges::move(quantities_of(passage.text), std::back_inserter(known));
        }
        for (const Quantity& quantity : quantities_of(text)) {
            if (!is_among(quantity, known)) {
                fault(fmt::format("the passages it cites do not have the number {}{}{}", quantity.number,
                                  quantity.unit.empty() ? "" : " ", quantity.unit));
            }
        }
    }
    if (!answer.sentences.empty() && !is_in(language, whole)) {
        faults.emplace_back(language == http::Language::korean ? "the answer must be in Korean"
                                                               : "the answer must be in English");
    }
    if (base::code_points(whole) > longest_answer) {
        faults.push_back(fmt::format("the answer is longer than {} characters", longest_answer));
    }
    return faults;
}

}  // namespace

const OutputForm& policy_answer_form() {
    static const OutputForm form{
        "policy_answer",
        R"({"type":"object","additionalProperties":false,"required":["answerable","language","answer"],"properties":{)"
        R"("answerable":{"type":"boolean"},"language":{"type":"string","enum":["ko","en"]},)"
        R"("answer":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["text","cite"],)"
        R"("properties":{"text":{"type":"string"},"cite":{"type":"array","items":{"type":"integer"}}}}}}})"};
    return form;
}

std::expected<PolicyAnswer, Rejection> check_answer(std::string_view output, http::Language language,
                                                    std::span<const Passage> passages) {
    base::Json json;
    try {
        json = base::Json::parse(output, {.bytes = longest_output, .depth = 8});
    } catch (const base::JsonError& error) {
        return std::unexpected(not_the_form(fmt::format("it is not JSON: {}", error.what())));
    }
    auto answer = read(json.view(), language == http::Language::korean ? "ko" : "en", passages.size());
    if (!answer) {
        return answer;
    }
    if (std::vector<std::string> faults = faults_of(*answer, language, passages); !faults.empty()) {
        return std::unexpected(Rejection{.form = false, .reasons = std::move(faults)});
    }
    return answer;
}

}  // namespace gracy::assistant
