// A question to the policies: what it is looked up by, and what each of its tokens is worth.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

/// What the look-up found; see queries/policies/look_up_query.sql.
struct LookedUp {
    enum class Kind : unsigned char { token, synonym, no_default, spelling } kind;
    std::string_view origin;
    std::string_view token;
    std::int32_t chunks;
};

/// Tokens with what they are worth, for the statement that ranks.
struct WeightedTokens {
    std::vector<std::string> tokens;
    /// Thousandths.
    std::vector<std::int32_t> weights;
};

class Question {
  public:
    /// Precondition: UTF-8, composed (NFC).
    explicit Question(std::string_view text);

    /// Everything whose frequency must be known: the question's own tokens, those of default synonyms, and each of them
    /// as it is marked in headings, in titles, and where it is frequent.
    const std::vector<std::string>& tokens() const { return tokens_; }
    /// What may be a synonym's term.
    const std::vector<std::string>& keys() const { return keys_; }
    /// What may be mistyped.
    const std::vector<std::string>& words() const { return words_; }

    /// A token is worth its inverse document frequency times what its kind, its place and its origin count. Tokens that
    /// nearly every chunk has are left out when there are enough others: what they would cost is far more than what
    /// they tell.
    WeightedTokens weigh(std::span<const LookedUp> found) const;

  private:
    struct Part {
        std::string token;
        double weight;
        /// A key of the group it came from; empty: the question's own.
        std::string synonym_of;
    };

    void add_own(std::string_view text);
    void add_default_synonyms();

    std::vector<Part> parts_;
    std::vector<std::string> tokens_;
    std::vector<std::string> keys_;
    std::vector<std::string> words_;
};

}  // namespace gracy::hr
