// The words of policies and of questions about them, as a search compares them: the same for both.
//
// A run of Hangul gives its pairs of neighbours (연차휴가는 -> 연차 차휴 휴가 가는) and its word without particles and
// endings
// (=연차휴가); Latin letters give the English stem and the word as it is written; a number comes with its unit (15일).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

enum class TokenKind : unsigned char {
    /// Two neighbouring syllables, or a lone one.
    gram,
    /// A run of Hangul without what hangs on its end; marked with `=`.
    word,
    /// An English stem, or letters of another script.
    stem,
    /// A Latin word as it is written, where that is not its stem.
    raw,
    number,
};

struct Token {
    std::string text;
    TokenKind kind;
    /// Which run of the text it is of, from 0.
    std::size_t run;
    /// Code points of the text.
    std::size_t begin;
    std::size_t end;
};

/// Where a token was found, as a mark in front of it.
inline constexpr char in_heading = '^';
inline constexpr char in_title = '!';
inline constexpr char often = '+';
inline constexpr char whole_word = '=';

/// Precondition: UTF-8, composed (NFC). Tokens have no white space. Runs longer than 64 code points are no words of any
/// language and are cut there.
std::vector<Token> tokens_of(std::string_view text);
std::vector<Token> tokens_of(std::u32string_view points);

/// Each token once, with `mark` in front.
std::vector<std::string> marked_tokens(std::string_view text, char mark);

/// What a chunk is found by: its tokens and those of its headings, each once, with their marks.
std::vector<std::string> chunk_tokens(const std::vector<std::string>& headings, std::string_view body);

}  // namespace gracy::hr
