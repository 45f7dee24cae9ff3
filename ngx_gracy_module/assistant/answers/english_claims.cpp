#include "assistant/answers/claims.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;
using Kind = Claim::Kind;

constexpr std::size_t stem = 4;
/// How far behind a "not" its word may stand ("is not yet generally allowed").
constexpr std::size_t reach = 3;
constexpr std::size_t reach_of_no = 7;

constexpr auto fillers = std::to_array<Text>({U"not", U"never", U"be", U"been", U"also", U"always", U"then", U"still",
                                              U"to", U"have", U"generally", U"normally", U"ever", U"yet"});
// Behind "does not" and "is not" they say nothing of themselves.
constexpr auto no_verbs = std::to_array<Text>(
    {U"no",    U"a",    U"an",      U"the",    U"more",  U"less",  U"later", U"longer", U"part",  U"in",
     U"on",    U"at",   U"any",     U"have",   U"need",  U"able",  U"been",  U"only",   U"just",  U"even",
     U"apply", U"mean", U"include", U"exceed", U"count", U"fully", U"yet",   U"all",    U"every", U"subject"});
constexpr auto permissions = std::to_array<Text>({U"allowed", U"permitted", U"possible"});
constexpr auto prohibitions = std::to_array<Text>({U"prohibited", U"forbidden", U"banned"});
// What rules ask for.
constexpr auto formalities =
    std::to_array<Text>({U"approval", U"permission", U"consent", U"authorization", U"authorisation", U"certificate",
                         U"notice", U"receipt", U"reservation", U"signature", U"proof", U"note"});
constexpr auto needs = std::to_array<Text>({U"need", U"needs", U"require", U"requires"});
/// How far from the words that ask for it a formality may stand ("the written approval of the team lead is required").
constexpr std::size_t reach_of_duty = 7;
constexpr std::size_t reach_of_need = 4;
constexpr auto duties = std::to_array<Text>({U"required", U"necessary", U"needed", U"mandatory"});

template <std::size_t count>
bool is_one_of(Text word, const std::array<Text, count>& words) {
    return std::ranges::find(words, word) != words.end();
}

std::vector<std::u32string> words_of(Text text) {
    std::vector<std::u32string> words;
    bool is_apart = true;
    for (const char32_t point : text) {
        const bool is_apostrophe = point == U'\'' || point == U'\u2019';
        if (!base::is_letter(point) && !base::is_digit(point) && !is_apostrophe) {
            is_apart = true;
            continue;
        }
        if (is_apart) {
            words.emplace_back();
            is_apart = false;
        }
        if (!is_apostrophe) {
            words.back() += point;
        }
    }
    return words;
}

class Reader {
  public:
    explicit Reader(Text text) : words_(words_of(text)) {}

    std::vector<Claim> claims() {
        for (std::size_t at = 0; at < words_.size(); ++at) {
            read(at);
        }
        return std::move(claims_);
    }

  private:
    Text word(std::size_t at) const { return at < words_.size() ? Text(words_[at]) : Text(); }
    bool is_no(std::size_t at) const { return word(at) == U"not" || word(at) == U"never"; }

    /// "not", "no" and the like among the words before; "no" stands before all that it denies.
    bool is_denied(std::size_t at) const {
        for (std::size_t back = 1; back <= std::min(reach_of_no, at); ++back) {
            const Text before = word(at - back);
            const bool is_near = back <= reach;
            if (before == U"no" || (is_near && (is_no(at - back) || is_contraction(before) || before == U"nor"))) {
                return true;
            }
        }
        return false;
    }

    std::u32string verb_from(std::size_t at) const {
        while (is_one_of(word(at), fillers)) {
            ++at;
        }
        return std::u32string(word(at).substr(0, stem));
    }

    void add(Kind kind, bool negative, std::u32string key) {
        claims_.push_back({.kind = kind, .negative = negative, .key = key, .subject = std::move(key)});
    }

    /// "is allowed", and "is allowed to travel".
    void add_adjective(std::size_t at, Kind kind, bool negative) {
        add(kind, negative, word(at + 1) == U"to" ? verb_from(at + 1) : std::u32string());
    }

    void read(std::size_t at) {
        const Text here = word(at);
        const Text next = word(at + 1);
        if (here == U"can" || here == U"may") {
            read_may(at, is_no(at + 1));
        } else if (here == U"cannot" || here == U"cant") {
            read_may(at, true);
        } else if (here == U"must" || here == U"mustnt") {
            const bool is_forbidden = here == U"mustnt" || is_no(at + 1);
            add(is_forbidden ? Kind::may : Kind::must, is_forbidden, verb_from(at + 1));
        } else if (is_one_of(here, permissions)) {
            add_adjective(at, Kind::may, is_denied(at));
        } else if (is_one_of(here, prohibitions)) {
            add_adjective(at, Kind::may, !is_denied(at));
        } else if (is_one_of(here, duties)) {
            add_adjective(at, Kind::must, is_denied(at));
            add_formality(formality_before(at), is_denied(at));
        } else if (here == U"without") {
            add_without(formality_behind(at));
        } else if ((here == U"have" || here == U"has" || here == U"need" || here == U"needs") && next == U"to") {
            add(Kind::must, is_denied(at), verb_from(at + 1));
        } else if (here == U"need" && next == U"not") {
            add(Kind::must, true, verb_from(at + 1));
        } else if (is_one_of(here, needs)) {
            add_formality(formality_behind(at), next == U"no" || is_denied(at));
        } else if (is_auxiliary(here) && is_no(at + 1)) {
            add_plain(at + 2, true);
        } else if (is_contraction(here)) {
            add_plain(at + 1, true);
        } else if (here == U"is" || here == U"are" || here == U"will") {
            add_plain(at + 1, is_denied(at));
        }
    }

    Text formality_behind(std::size_t at) const {
        for (std::size_t next = at + 1; next <= at + reach_of_need; ++next) {
            if (is_one_of(word(next), formalities)) {
                return word(next);
            }
        }
        return {};
    }
    Text formality_before(std::size_t at) const {
        for (std::size_t back = 1; back <= std::min(reach_of_duty, at); ++back) {
            if (is_one_of(word(at - back), formalities)) {
                return word(at - back);
            }
        }
        return {};
    }
    void add_formality(Text formality, bool negative) {
        if (!formality.empty()) {
            add(Kind::must, negative, std::u32string(formality.substr(0, stem)));
        }
    }
    /// What may not be done without it needs it.
    void add_without(Text formality) {
        const auto denies = [](Text word) {
            return word == U"not" || word == U"never" || word == U"no" || word == U"cannot" || word == U"cant" ||
                   word == U"mustnt" || is_contraction(word) || is_one_of(word, prohibitions);
        };
        const auto permits = [](Text word) { return word == U"can" || word == U"may" || is_one_of(word, permissions); };
        const bool is_denied = std::ranges::any_of(words_, denies);
        if (!formality.empty() && (is_denied || std::ranges::any_of(words_, permits))) {
            add_formality(formality, !is_denied);
            claims_.back().is_of_without = true;
        }
    }

    void read_may(std::size_t at, bool negative) {
        // "may be allowed" is read at its adjective.
        std::u32string key = verb_from(at + 1);
        if (!key.empty() && !is_one_of(word(at + 2), permissions)) {
            add(Kind::may, negative, std::move(key));
        }
    }

    static bool is_contraction(Text word) {
        return word == U"isnt" || word == U"arent" || word == U"doesnt" || word == U"dont" || word == U"wont";
    }
    static bool is_auxiliary(Text word) {
        return word == U"do" || word == U"does" || word == U"is" || word == U"are" || word == U"will" || word == U"be";
    }

    /// Of a verb as it stands: "is not paid", "is paid".
    void add_plain(std::size_t at, bool negative) {
        while (is_one_of(word(at), fillers)) {
            ++at;
        }
        const Text verb = word(at);
        if (verb.empty() || is_one_of(verb, no_verbs) || is_one_of(verb, permissions) ||
            is_one_of(verb, prohibitions) || is_one_of(verb, duties)) {
            return;
        }
        add(Kind::is, negative, std::u32string(verb.substr(0, stem)));
    }

    const std::vector<std::u32string> words_;
    std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> english_claims(Text text) {
    return Reader(text).claims();
}

}  // namespace gracy::assistant
