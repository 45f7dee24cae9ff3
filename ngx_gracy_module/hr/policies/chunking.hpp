// A policy's text in passages: small enough to be an answer, large enough to be understood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

struct Chunk {
    /// From the outermost section in.
    std::vector<std::string> headings;
    std::string body;
};

/// A Hangul syllable counts as two, as it is twice as wide as a Latin letter: passages of 400 to 600 syllables, or of
/// twice as many letters.
struct ChunkLimits {
    std::size_t least_width = 800;
    std::size_t most_width = 1200;
    /// How much of a passage the next one of the same section begins with.
    std::size_t overlap_width = 160;
};

/// Headings are Markdown's (`## ...`, not inside a fenced block) and those of Korean rules (제3장 휴가,
/// 제15조(연차휴가) ...), with or without number signs. A passage never crosses a heading, is never cut inside of a
/// user-perceived character, and where possible ends with a paragraph, a line, a sentence or a word, in this order.
/// Precondition: UTF-8, composed (NFC).
std::vector<Chunk> chunks_of(std::string_view markdown, const ChunkLimits& limits = {});

}  // namespace gracy::hr
