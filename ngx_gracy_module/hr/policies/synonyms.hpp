// What means the same: how terms are looked up, and what every company begins with.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

/// Terms with the same key are the same term: without case and spaces in Korean (연차 휴가, 연차휴가), by stems in
/// English (annual leaves, Annual Leave).
std::string synonym_key(std::string_view term);

/// The keys of all terms that may stand in the text: every piece of each run of Hangul, and up to four English words in
/// a row.
std::vector<std::string> synonym_keys_in(std::string_view text);

/// What the terms are searched for by, each token once.
std::vector<std::string> synonym_tokens(std::span<const std::string> terms);

/// A group of terms with the same meaning that holds without anybody having said so. A company's own group with one of
/// its terms takes its place.
struct SynonymGroup {
    std::vector<std::string> terms;
    std::vector<std::string> keys;
};
const std::vector<SynonymGroup>& default_synonyms();

/// A company's own group, as it is looked up.
using SynonymKeys = std::vector<std::string>;

/// Whether two texts, in whichever language, have terms of one group: of the company's own, or of those that every
/// company begins with. A term of its own group means what that says and nothing else.
bool share_synonyms(std::string_view one, std::string_view other, std::span<const SynonymKeys> own = {});

}  // namespace gracy::hr
