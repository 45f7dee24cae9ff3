#include "assistant/answers/opposites.hpp"

#include "assistant/answers/claims.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace gracy::assistant {
namespace {

bool speaks_of_all(const Statement& source, const Statement& said) {
    return !said.subjects.empty() && std::ranges::all_of(said.subjects, [&source](const std::u32string& subject) {
        return source.text.contains(subject);
    });
}

/// Its opposite follows from nothing that it says.
bool is_plain(const Statement& statement, bool negative) {
    return !statement.has_condition && statement.negations <= 1 && !(negative && statement.has_limit);
}

/// Of something that `said` speaks of, beside what the claim itself is of.
bool speaks_of_some(const Statement& source, const Statement& said, const Claim& claim) {
    std::set<std::u32string> others = said.subjects;
    others.erase(claim.subject);
    return others.empty() || std::ranges::any_of(others, [&source](const std::u32string& subject) {
               return source.text.contains(subject);
           });
}

bool claims_with(const Statement& source, const Claim& claim, bool negative) {
    return std::ranges::any_of(source.claims,
                               [&](const Claim& each) { return each.is_of_same(claim) && each.negative == negative; });
}

/// What is not so at weekends may be so on other days.
bool is_narrower(const Statement& source, const Statement& said) {
    return !std::ranges::includes(said.subjects, source.subjects);
}

/// The opposite, as what the sentence ends in.
bool denies(const Statement& source, const Statement& said, const Claim& claim) {
    return is_plain(source, !claim.negative) && speaks_of_all(source, said) &&
           (claim.negative || !is_narrower(source, said)) &&
           std::ranges::any_of(source.claims, [&claim](const Claim& each) {
               return each.is_of_same(claim) && each.negative != claim.negative && each.decides;
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
            if (claims_with(known[i], claim, claim.negative) && (is_next || speaks_of_some(known[i], said, claim))) {
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
            return claim.decides && is_plain(said, claim.negative) && is_denied(said, claim);
        });
    });
}

}  // namespace gracy::assistant
