#include "assistant/answers/opposites.hpp"

#include "assistant/answers/claims.hpp"
#include "assistant/answers/common_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace gracy::assistant {
namespace {

/// What a passage in the other language speaks of is known by the words that rules are made of.
bool are_in_one_language(const Statement& source, const Statement& said) {
    return source.in_korean == said.in_korean;
}

bool speaks_of_all(const Statement& source, const Statement& said) {
    if (!are_in_one_language(source, said)) {
        return shares_common_words(said.text, source.text);
    }
    return !said.subjects.empty() && std::ranges::all_of(said.subjects, [&source](const std::u32string& subject) {
        return source.text.contains(subject);
    });
}

/// Its opposite follows from nothing that the statement says.
bool is_plain(const Statement& statement, const Claim& claim) {
    const bool may_be_otherwise =
        claim.is_of_without ? statement.has_other_condition : statement.has_condition || statement.negations > 1;
    return !may_be_otherwise && !(claim.negative && statement.has_limit);
}

/// Of something that `said` speaks of, beside what the claim itself is of.
bool speaks_of_some(const Statement& source, const Statement& said, const Claim& claim) {
    if (!are_in_one_language(source, said)) {
        return shares_common_words(said.text, source.text);
    }
    std::set<std::u32string> others = said.subjects;
    others.erase(claim.subject);
    return others.empty() || std::ranges::any_of(others, [&source](const std::u32string& subject) {
               return source.text.contains(subject);
           });
}

bool are_of_same(const Statement& source, const Claim& its, const Statement& said, const Claim& claim) {
    if (are_in_one_language(source, said)) {
        return its.is_of_same(claim);
    }
    // 이월되지 않는다 for "may be carried over": in other words, with the same meaning.
    const bool is_kind = (its.kind == Claim::Kind::must) == (claim.kind == Claim::Kind::must);
    return is_kind &&
           (source.in_korean ? mean_the_same(its.subject, claim.subject) : mean_the_same(claim.subject, its.subject));
}

bool says_the_same(const Statement& source, const Statement& said, const Claim& claim) {
    return std::ranges::any_of(source.claims, [&](const Claim& each) {
        return are_of_same(source, each, said, claim) && each.negative == claim.negative;
    });
}

/// What is not so at weekends may be so on other days.
bool is_narrower(const Statement& source, const Statement& said) {
    if (are_in_one_language(source, said)) {
        return !std::ranges::includes(said.subjects, source.subjects);
    }
    // Where, when, to whom: what it says beside its words is not known.
    constexpr auto circumstances =
        std::to_array<std::u32string_view>({U"에 ", U"에는 ", U"에서", U"에게", U"중 ", U" on ", U" in ", U" at ",
                                            U" for ", U" from ", U" to managers", U" to employees"});
    return std::ranges::any_of(circumstances,
                               [&source](std::u32string_view word) { return source.text.contains(word); });
}

/// The opposite, as what the sentence ends in.
bool denies(const Statement& source, const Statement& said, const Claim& claim) {
    return speaks_of_all(source, said) && (claim.negative || !is_narrower(source, said)) &&
           std::ranges::any_of(source.claims, [&](const Claim& each) {
               return are_of_same(source, each, said, claim) && each.negative != claim.negative && each.decides &&
                      is_plain(source, each);
           });
}

}  // namespace

bool contradicts(std::string_view sentence, std::string_view sources) {
    const std::vector<Statement> known = statements_of(sources);
    // Who says the same of the same, or next to the denial: what follows is often an exception and does not name it
    // again.
    const auto says_so = [&known](const Statement& said, const Claim& claim, std::size_t denial) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            const bool is_next = i + 1 == denial || i == denial + 1;
            if (says_the_same(known[i], said, claim) && (is_next || speaks_of_some(known[i], said, claim))) {
                return true;
            }
        }
        return false;
    };
    const auto is_denied = [&](const Statement& said, const Claim& claim) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (denies(known[i], said, claim) && !says_so(said, claim, i)) {
                return true;
            }
        }
        return false;
    };
    return std::ranges::any_of(statements_of(sentence), [&](const Statement& said) {
        return std::ranges::any_of(said.claims, [&](const Claim& claim) {
            return claim.decides && is_plain(said, claim) && is_denied(said, claim);
        });
    });
}

}  // namespace gracy::assistant
