#include "assistant/answers/policy_answer.hpp"

#include "assistant/answers/masking.hpp"
#include "assistant/answers/numbers_of_others.hpp"
#include "assistant/answers/opposites.hpp"
#include "assistant/answers/own_links.hpp"
#include "assistant/answers/quantities.hpp"
#include "assistant/answers/safe_text.hpp"
#include "assistant/answers/words.hpp"
#include "assistant/answers/written_in.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>

namespace gracy::assistant {
namespace {

constexpr std::size_t most_sentences = 20;
constexpr std::size_t longest_answer = 1500;
constexpr std::size_t longest_missing = 200;
constexpr std::size_t longest_output = 64 * 1024;

Rejection not_the_form(std::string reason) {
    return {.form = true, .reasons = {std::move(reason)}, .without_missing = {}};
}

constexpr auto members = std::to_array<std::string_view>({"answerable", "language", "answer", "missing", "escalate"});

/// The shape and nothing else; places that no passage has are a matter of form too.
std::expected<PolicyAnswer, Rejection> read(base::JsonView json, std::string_view language, std::size_t passages) {
    for (const auto& [key, value] : json.members()) {
        if (std::ranges::find(members, key) == members.end()) {
            return std::unexpected(not_the_form("there is a member that the schema does not have"));
        }
    }
    if (!json["answerable"].boolean() || !json["answer"].is_array()) {
        return std::unexpected(not_the_form("\"answerable\" must be true or false, and \"answer\" an array"));
    }
    const base::JsonView missing = json["missing"];
    const base::JsonView escalate = json["escalate"];
    if ((missing && !missing.is_null() && !missing.string()) || (escalate && !escalate.boolean())) {
        return std::unexpected(not_the_form("\"missing\" must be a string or null, and \"escalate\" true or false"));
    }
    if (json["language"].string() != language) {
        return std::unexpected(not_the_form(fmt::format("\"language\" must be \"{}\"", language)));
    }
    PolicyAnswer answer;
    if (const auto text = missing.string(); text && !text->empty()) {
        answer.missing = base::to_nfc(*text);
    }
    answer.escalate = escalate.boolean().value_or(false);
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

/// All that a sentence may rest on.
std::string cited_text(const PolicyAnswer::Sentence& sentence, std::span<const Passage> passages) {
    std::string text;
    for (const std::size_t place : sentence.cited) {
        const Passage& passage = passages[place];
        text += passage.title + "\n";
        for (const std::string& heading : passage.headings) {
            text += heading + "\n";
        }
        text += passage.text + "\n";
        if (!in_force_since(passage).empty()) {
            text += base::to_text(passage.effective_from) + " 시행 effective\n";
        }
    }
    return text;
}

/// Of a text that may say no more than `sources` do. `from`: as the model knows them.
std::vector<std::string> faults_of(std::string_view text, std::string_view sources, std::string_view from,
                                   const SameTerms& same_terms) {
    std::vector<std::string> faults;
    if (const auto why = why_unsafe(text)) {
        faults.emplace_back(*why);
    }
    if (Mask::names_somebody(text)) {
        faults.emplace_back("it repeats an address or a mention; leave it out");
    }
    const std::vector<Quantity> known = known_quantities_of(sources);
    std::size_t shared_numbers = 0;
    for (const Quantity& quantity : quantities_of(text)) {
        if (is_among(quantity, known)) {
            shared_numbers += is_claim(quantity) ? 1 : 0;
        } else {
            faults.push_back(fmt::format("{} not have the number {}{}{}", from, quantity.number,
                                         quantity.unit.empty() ? "" : " ", quantity.unit));
        }
    }
    if (!is_grounded(text, sources, shared_numbers, same_terms)) {
        faults.push_back(fmt::format("{} not speak of that", from));
    }
    return faults;
}

/// "네, 가능해요." answers a question; what it says of the passages depends on how somebody reads that.
bool says_nothing_by_itself(std::string_view text) {
    return Words(text).stems().empty() && std::ranges::none_of(quantities_of(text), is_claim);
}

/// Of a sentence that may say no more than the passages it cites.
std::vector<std::string> faults_of_sentence(std::string_view text, std::string_view sources,
                                            const SameTerms& same_terms) {
    std::vector<std::string> faults = faults_of(text, sources, "the passages it cites do", same_terms);
    if (says_nothing_by_itself(text)) {
        faults.emplace_back("it says nothing by itself; say in a whole sentence what is or is not so");
    }
    if (contradicts(text, sources)) {
        faults.emplace_back("the passages it cites say the opposite");
    }
    for (const Quantity& quantity : quantities_of(text)) {
        if (is_number_of_another(quantity, text, sources)) {
            faults.push_back(fmt::format("the passages it cites have the number {} {} of something else",
                                         quantity.number, quantity.unit));
        }
    }
    return faults;
}

std::vector<std::string> faults_of_missing(std::string_view missing, http::Language language, const Asked& asked,
                                           const SameTerms& same_terms) {
    std::vector<std::string> faults = faults_of(missing, asked.question, "the question does", same_terms);
    if (!is_written_in(language, missing)) {
        faults.emplace_back("it must be in the question's language");
    }
    if (base::code_points(missing) > longest_missing) {
        faults.push_back(fmt::format("it is longer than {} characters", longest_missing));
    }
    return faults;
}

std::vector<std::string> faults_of(const PolicyAnswer& answer, http::Language language,
                                   std::span<const Passage> passages, const SameTerms& same_terms, const Asked& asked) {
    std::vector<std::string> faults;
    std::string whole;
    std::size_t length = 0;
    for (std::size_t i = 0; i < answer.sentences.size(); ++i) {
        const PolicyAnswer::Sentence& sentence = answer.sentences[i];
        if (sentence.cited.empty()) {
            faults.push_back(fmt::format("sentence {}: it cites no passage", i + 1));
            continue;
        }
        length += base::code_points(sentence.text);
        const std::string sources = cited_text(sentence, passages);
        const std::string text = without_own_links(sentence.text, asked.own_hosts, sources);
        whole += text;
        for (const std::string& fault : faults_of_sentence(text, sources, same_terms)) {
            faults.push_back(fmt::format("sentence {}: {}", i + 1, fault));
        }
    }
    if (!whole.empty() && !is_written_in(language, whole)) {
        faults.emplace_back(language == http::Language::korean ? "the answer must be in Korean"
                                                               : "the answer must be in English");
    }
    if (length > longest_answer) {
        faults.push_back(fmt::format("the answer is longer than {} characters", longest_answer));
    }
    return faults;
}

}  // namespace

const OutputForm& policy_answer_form() {
    static const OutputForm form{
        "policy_answer",
        R"({"type":"object","additionalProperties":false,)"
        R"("required":["answerable","language","answer","missing","escalate"],"properties":{)"
        R"("missing":{"type":["string","null"]},"escalate":{"type":"boolean"},)"
        R"("answerable":{"type":"boolean"},"language":{"type":"string","enum":["ko","en"]},)"
        R"("answer":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["text","cite"],)"
        R"("properties":{"text":{"type":"string"},"cite":{"type":"array","items":{"type":"integer"}}}}}}})"};
    return form;
}

std::expected<PolicyAnswer, Rejection> check_answer(std::string_view output, http::Language language,
                                                    std::span<const Passage> passages, const SameTerms& same_terms,
                                                    const Asked& asked) {
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
    Rejection rejection{
        .form = false, .reasons = faults_of(*answer, language, passages, same_terms, asked), .without_missing = {}};
    const bool holds = rejection.reasons.empty();
    if (answer->missing) {
        for (const std::string& fault : faults_of_missing(*answer->missing, language, asked, same_terms)) {
            rejection.reasons.push_back("\"missing\": " + fault);
        }
    }
    if (rejection.reasons.empty()) {
        return answer;
    }
    if (holds) {
        answer->missing.reset();
        rejection.without_missing = std::move(*answer);
    }
    return std::unexpected(std::move(rejection));
}

}  // namespace gracy::assistant
