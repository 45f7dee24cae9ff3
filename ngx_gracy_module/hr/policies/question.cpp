#include "hr/policies/question.hpp"

#include "base/unicode.hpp"
#include "hr/policies/english.hpp"
#include "hr/policies/korean.hpp"
#include "hr/policies/synonyms.hpp"
#include "hr/policies/tokens.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <ranges>
#include <set>
#include <unordered_map>

namespace gracy::hr {
namespace {

// What a kind of token counts (found by trial on the evaluation set, tests/data/policies).
constexpr double word_weight = 1.0;
constexpr double gram_weight = 0.6;
constexpr double stem_weight = 1.2;
constexpr double raw_weight = 0.2;
constexpr double number_weight = 0.6;
constexpr double lone_syllable_weight = 0.15;
constexpr double synonym_weight = 0.35;
constexpr double spelling_weight = 0.5;

struct Mark {
    char sign;
    double weight;
};
constexpr Mark marks[] = {{in_heading, 0.9}, {in_title, 0.15}, {often, 0.25}};

/// Rows of the index that one search may read, and how many it may read for its first few tokens: in a large company
/// the words of a question may all be frequent, and yet some of them have to be looked for. The rarest always is.
constexpr std::int64_t most_postings = 6000;
constexpr std::size_t few_tokens = 4;
constexpr std::int64_t most_postings_of_few = 30'000;
constexpr std::size_t most_words = 32;

double weight_of(TokenKind kind, std::string_view text) {
    switch (kind) {
        case TokenKind::gram:
            return base::to_code_points(text).size() == 1 ? lone_syllable_weight : gram_weight;
        case TokenKind::word:
            return word_weight;
        case TokenKind::stem:
            return stem_weight;
        case TokenKind::raw:
            return raw_weight;
        case TokenKind::number:
            return number_weight;
    }
    return 0;
}

double inverse_frequency(double chunks, double all) {
    return std::log(1 + (all - chunks + 0.5) / (chunks + 0.5));
}

}  // namespace

Question::Question(std::string_view text) : keys_(synonym_keys_in(text)) {
    add_own(text);
    add_default_synonyms();
    std::set<std::string> all;
    for (const Part& part : parts_) {
        all.insert(part.token);
        for (const Mark& mark : marks) {
            all.insert(mark.sign + part.token);
        }
    }
    tokens_.assign(all.begin(), all.end());
}

void Question::add_own(std::string_view text) {
    const std::u32string points = base::to_code_points(text);
    const std::vector<Token> tokens = tokens_of(points);
    std::map<std::string, double> weights;
    std::set<std::string> words;
    for (auto first = tokens.begin(); first != tokens.end();) {
        const auto last =
            std::find_if(first, tokens.end(), [&](const Token& token) { return token.run != first->run; });
        // A run that only asks is no part of what is asked about; but a question that only asks is taken at its word.
        const auto word = std::find_if(first, last, [](const Token& token) { return token.kind == TokenKind::word; });
        bool asks = false;
        if (word != last) {
            std::size_t run_end = word->end;
            for (auto token = first; token != last; ++token) {
                run_end = std::max(run_end, token->end);
            }
            const std::u32string_view run = std::u32string_view(points).substr(first->begin, run_end - first->begin);
            asks = korean::is_question_word(run) || korean::is_question_word(run.substr(0, word->end - word->begin));
        }
        for (auto token = first; token != last && !asks; ++token) {
            // Grams that reach into the particles behind the word say nothing about it.
            const bool behind_the_word = word != last && token->kind == TokenKind::gram && token->end > word->end;
            const double weight = weight_of(token->kind, token->text) * (behind_the_word ? 0.25 : 1);
            double& known = weights[token->text];
            known = std::max(known, weight);
            if (token->kind == TokenKind::word) {
                words.insert(token->text.substr(1));
            } else if (token->kind == TokenKind::stem || token->kind == TokenKind::raw) {
                words.insert(token->text);
            }
        }
        first = last;
    }
    for (auto& [token, weight] : weights) {
        parts_.push_back({token, weight, {}});
    }
    for (const std::string& word : words | std::views::take(most_words)) {
        words_.push_back(word);
    }
}

void Question::add_default_synonyms() {
    for (const SynonymGroup& group : default_synonyms()) {
        const auto key = std::ranges::find_if(
            group.keys, [&](const std::string& known) { return std::ranges::binary_search(keys_, known); });
        if (key == group.keys.end()) {
            continue;
        }
        for (std::string& token : synonym_tokens(group.terms)) {
            parts_.push_back({std::move(token), synonym_weight, *key});
        }
    }
}

WeightedTokens Question::weigh(std::span<const LookedUp> found) const {
    std::unordered_map<std::string_view, std::int32_t> chunks;
    std::set<std::string_view> own_groups;
    std::set<std::string, std::less<>> own;
    double all = 1;
    for (const LookedUp& row : found) {
        if (row.kind == LookedUp::Kind::no_default) {
            own_groups.insert(row.origin);
        } else if (row.token.empty()) {
            all = row.chunks;
        } else {
            chunks[row.token] = row.chunks;
            if (row.kind == LookedUp::Kind::token) {
                own.emplace(row.token);
            }
        }
    }

    std::map<std::string, double> weights;
    const auto add = [&](const std::string& token, double weight) {
        const auto known = chunks.find(token);
        if (known != chunks.end()) {
            double& now = weights[token];
            now = std::max(now, weight * inverse_frequency(known->second, all));
        }
    };
    // A word that chunks have is no mistake, whatever else is near it.
    const auto is_known = [&](std::string_view word) {
        return own.contains(word) || own.contains(whole_word + std::string(word)) || own.contains(english::stem(word));
    };
    for (const Part& part : parts_) {
        if (!part.synonym_of.empty() && own_groups.contains(part.synonym_of)) {
            continue;
        }
        add(part.token, part.weight);
        for (const Mark& mark : marks) {
            add(mark.sign + part.token, part.weight * mark.weight);
        }
    }
    for (const LookedUp& row : found) {
        const std::string token(row.token);
        if (row.kind == LookedUp::Kind::synonym) {
            add(token, synonym_weight);
        } else if (row.kind == LookedUp::Kind::spelling && !is_known(row.origin)) {
            chunks.try_emplace(row.token, row.chunks);
            add(token, spelling_weight);
        }
    }

    std::vector<std::pair<std::string, double>> by_rarity(weights.begin(), weights.end());
    std::ranges::sort(by_rarity, {}, [&](const auto& weighted) { return chunks[weighted.first]; });
    WeightedTokens result;
    std::int64_t postings = 0;
    for (const auto& [token, weight] : by_rarity) {
        postings += chunks[token];
        const bool few = result.tokens.size() < few_tokens;
        if (postings > (few ? most_postings_of_few : most_postings) && !result.tokens.empty()) {
            break;
        }
        result.tokens.push_back(token);
        result.weights.push_back(std::max(1, static_cast<std::int32_t>(std::lround(weight * 1000))));
    }
    return result;
}

}  // namespace gracy::hr
