#include "hr/policies/english.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

namespace gracy::hr::english {
namespace {

// In order, for binary search.
constexpr auto stop_words = std::to_array<std::string_view>({
    "a",       "about", "all",    "am",    "an",    "and",      "any",     "anyone", "are",     "as",    "at",
    "be",      "been",  "before", "being", "by",    "can",      "could",   "did",    "do",      "does",  "doing",
    "each",    "for",   "from",   "get",   "give",  "given",    "go",      "going",  "got",     "had",   "happen",
    "happens", "has",   "have",   "he",    "her",   "his",      "how",     "i",      "if",      "in",    "into",
    "is",      "it",    "its",    "just",  "let",   "like",     "long",    "many",   "may",     "me",    "might",
    "much",    "must",  "my",     "need",  "no",    "not",      "of",      "on",     "or",      "our",   "please",
    "shall",   "she",   "should", "so",    "some",  "somebody", "someone", "such",   "tell",    "than",  "that",
    "the",     "their", "them",   "then",  "there", "these",    "they",    "this",   "those",   "to",    "up",
    "us",      "want",  "was",    "we",    "were",  "what",     "when",    "where",  "whether", "which", "who",
    "whom",    "will",  "with",   "would", "you",   "your",
});
static_assert(std::ranges::is_sorted(stop_words));

struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
};

// A stemmer has a buffer of its own: one for each thread.
sb_stemmer* stemmer() {
    thread_local const std::unique_ptr<sb_stemmer, Delete> mine(sb_stemmer_new("english", "UTF_8"));
    if (mine == nullptr) {
        throw std::bad_alloc();
    }
    return mine.get();
}

}  // namespace

std::string stem(std::string_view word) {
    sb_stemmer* const snowball = stemmer();
    const sb_symbol* const stemmed =
        sb_stemmer_stem(snowball, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (stemmed == nullptr) {
        throw std::bad_alloc();
    }
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(snowball))};
}

bool is_stop_word(std::string_view word) {
    return std::ranges::binary_search(stop_words, word);
}

}  // namespace gracy::hr::english
