#include "assistant/answers/claims.hpp"
#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;
using Kind = Claim::Kind;

struct Ending {
    Text text;
    Kind kind;
    bool negative;
    /// Behind the ㄹ of a verb (쓸 수 있다, and not 점수 있다).
    bool behind_rieul = false;
};

// Without blanks; longer ones first where one begins another.
constexpr auto endings = std::to_array<Ending>({
    {U"수는없", Kind::may, true, true},  {U"수가없", Kind::may, true, true},  {U"수도없", Kind::may, true, true},
    {U"수없", Kind::may, true, true},    {U"수는있", Kind::may, false, true}, {U"수있", Kind::may, false, true},
    {U"면안되", Kind::may, true},        {U"면안된", Kind::may, true},        {U"면안돼", Kind::may, true},
    {U"면안됩", Kind::may, true},        {U"서는안되", Kind::may, true},      {U"서는안된", Kind::may, true},
    {U"서는안돼", Kind::may, true},      {U"서는안됩", Kind::may, true},      {U"안돼", Kind::may, true},
    {U"안된다", Kind::may, true},        {U"안됩", Kind::may, true},          {U"허용하지않", Kind::may, true},
    {U"허용하지아니", Kind::may, true},  {U"허용되지아니", Kind::may, true},  {U"허용되지않", Kind::may, true},
    {U"허용안", Kind::may, true},        {U"불허", Kind::may, true},          {U"불가능", Kind::may, true},
    {U"불가", Kind::may, true},          {U"금지", Kind::may, true},          {U"지못한다", Kind::may, true},
    {U"지못해", Kind::may, true},        {U"지못합", Kind::may, true},        {U"허용", Kind::may, false},
    {U"가능하지않", Kind::may, true},    {U"가능", Kind::may, false},         {U"지않아도", Kind::must, true},
    {U"지아니하여도", Kind::must, true}, {U"필요가없", Kind::must, true},     {U"필요는없", Kind::must, true},
    {U"필요없", Kind::must, true},       {U"필요하지않", Kind::must, true},   {U"필요로하지않", Kind::must, true},
    {U"필요하", Kind::must, false},      {U"필요해", Kind::must, false},      {U"필요합", Kind::must, false},
    {U"도된다", Kind::may, false},       {U"도돼", Kind::may, false},         {U"도됩", Kind::may, false},
    {U"지않", Kind::is, true},           {U"지아니", Kind::is, true},         {U"없", Kind::exists, true},
    {U"있", Kind::exists, false},
});
// Behind the ending, more would be another word.
constexpr std::size_t longest_tail = 5;
constexpr Text particles = U"을를은는이가도";
constexpr Text light_verbs = U"하할해되될돼한된";
// A verb's form before 있다 that only says that something goes on or stands as it is.
constexpr Text going_on = U"고어아여해돼";
constexpr Text of_relative = U"는은을던면고지때만";
constexpr std::size_t stem = 2;
constexpr unsigned finals = 28;
constexpr unsigned rieul = 8;

/// A sentence without its blanks, which writers set as they like.
struct Run {
    std::u32string text;
    /// Where each letter's word begins.
    std::vector<std::size_t> word;
};

Run run_of(Text text) {
    Run run;
    std::size_t begin = 0;
    bool is_apart = true;
    for (const char32_t point : text) {
        if (!base::is_letter(point) && !base::is_digit(point)) {
            is_apart = true;
            continue;
        }
        begin = is_apart ? run.text.size() : begin;
        is_apart = false;
        run.text += point;
        run.word.push_back(begin);
    }
    return run;
}

char32_t without_final(char32_t syllable) {
    return base::is_hangul_syllable(syllable) ? static_cast<char32_t>(syllable - (syllable - 0xac00) % finals)
                                              : syllable;
}

bool ends_in_rieul(char32_t syllable) {
    return base::is_hangul_syllable(syllable) && (syllable - 0xac00) % finals == rieul;
}

struct Before {
    std::u32string key;
    std::u32string subject{};
    bool is_light = false;
};

/// What an ending that begins at a place is said of: the verb that it belongs to, or its object where that is a light
/// one.
std::optional<Before> before(const Run& run, std::size_t at) {
    Before found;
    std::size_t end = at;
    if (end > 0 && light_verbs.contains(run.text[end - 1])) {
        --end;
        found.is_light = true;
    }
    if (end == 0) {
        return std::nullopt;
    }
    const std::size_t begin = run.word[end - 1];
    if (end - begin > 1 && particles.contains(run.text[end - 1])) {
        --end;
    }
    const Text word = Text(run.text).substr(begin, end - begin);
    if (!base::is_hangul_syllable(word.back())) {
        return std::nullopt;
    }
    found.key = korean_key(word);
    found.subject = word.substr(0, stem);
    return found;
}

bool is_end(Text tail) {
    return tail.size() <= longest_tail &&
           (tail == U"는다" || std::ranges::none_of(tail, [](char32_t point) { return of_relative.contains(point); }));
}

/// 지급한다, 소멸돼요: the last word is a verb of a noun.
std::optional<Claim> plain_verb(const Run& run) {
    if (run.text.empty()) {
        return std::nullopt;
    }
    const Text word = Text(run.text).substr(run.word.back());
    constexpr Text forms = U"하한해합되된돼됩";
    if (word.size() <= stem || word.size() > stem + longest_tail || !forms.contains(word[stem])) {
        return std::nullopt;
    }
    return Claim{.kind = Kind::is,
                 .negative = false,
                 .key = korean_key(word.substr(0, stem)),
                 .subject = std::u32string(word.substr(0, stem))};
}

}  // namespace

std::u32string korean_key(Text word) {
    std::u32string key(word.substr(word.size() - std::min(stem, word.size())));
    key.back() = without_final(key.back());
    return key == U"사요" || key == U"이요" || key == U"써" ? U"쓰" : key;
}

std::vector<Claim> korean_claims(Text text) {
    const Run run = run_of(text);
    const Text all(run.text);
    std::vector<Claim> claims;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto* const ending = std::ranges::find_if(endings, [all, at](const Ending& each) {
            return all.substr(at).starts_with(each.text) &&
                   (!each.behind_rieul || (at > 0 && ends_in_rieul(all[at - 1])));
        });
        if (ending == endings.end()) {
            continue;
        }
        const auto of = before(run, at);
        const Text tail = all.substr(at + ending->text.size());
        const bool goes_on = ending->kind == Kind::exists && at > 0 && going_on.contains(all[at - 1]);
        // What is not said of a noun is said in too many ways.
        const bool is_unclear = ending->kind == Kind::is && (!of || !of->is_light);
        if (of && !goes_on && !is_unclear) {
            claims.push_back({.kind = ending->kind,
                              .negative = ending->negative,
                              .key = of->key,
                              .subject = of->subject,
                              .decides = is_end(tail)});
        }
        at += ending->text.size() - 1;
    }
    if (const auto verb = plain_verb(run); verb && std::ranges::none_of(claims, &Claim::decides)) {
        claims.push_back(*verb);
    }
    return claims;
}

}  // namespace gracy::assistant
