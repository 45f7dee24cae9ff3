// What a sentence says may be done, must be done, is so or is there, or not: found by endings and helping verbs, in
// Korean and English, and only where it is said plainly.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct Claim {
    enum class Kind : unsigned char { may, must, is, exists } kind;
    bool negative;
    /// What it is said of, as a beginning: of 이월할 수 없다 the 이월, of "may not be carried over" the "carr". Empty:
    /// of what the sentence speaks of.
    std::u32string key;
    /// The same as Statement::subjects have it.
    std::u32string subject{};
    /// The sentence ends in it or has nothing else: no aside of it.
    bool decides = true;
    /// Of what is done without something (승인 없이, "without approval"): that is no condition of it, and no second no.
    bool is_of_without = false;

    bool is_of_same(const Claim& other) const { return kind == other.kind && key == other.key; }
};

/// One sentence, or a part of one.
struct Statement {
    std::vector<Claim> claims;
    /// Stems of what it speaks of, without the words that claim.
    std::set<std::u32string> subjects;
    /// As a reader takes it, to look for the subjects of others.
    std::u32string text;
    bool in_korean = false;
    /// It says when, for whom, or with what exception: its opposite may be true of all else.
    bool has_condition = false;
    /// The same, beside what it may be done without.
    bool has_other_condition = false;
    /// It has a number or a limit: 5일을 넘게 쓸 수 없다 says that five days may be taken.
    bool has_limit = false;
    /// How often it says no.
    std::size_t negations = 0;
};

/// Precondition: UTF-8, composed (NFC).
std::vector<Statement> statements_of(std::string_view text);

/// Claims of a folded sentence in one language.
std::vector<Claim> korean_claims(std::u32string_view text);
std::vector<Claim> english_claims(std::u32string_view text);

/// Claim::key of a Korean verb or noun: 사용, 이용 and 쓰 are one.
std::u32string korean_key(std::u32string_view word);

/// What of it is asked for or done without, of what rules ask for: 팀장의 승인을 받아야 한다, 승인 없이 할 수 있다.
std::vector<Claim> korean_formalities(std::u32string_view text);

}  // namespace gracy::assistant
