// What no schema can say about a model's output: checks that a kind of task asks for by name.
#pragma once

#include "base/json.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

/// Texts by the names that a kind gives its inputs.
using TaskInputs = std::map<std::string, std::string, std::less<>>;

struct OutputCheck {
    enum class What : unsigned char {
        length,     // `least` to `most` characters (code points, blanks around it not counted)
        sentences,  // `least` to `most` sentences
        one_of,     // one of `values`
        quotes,     // a piece of `input`, letter by letter
        distinct,   // no two of the values at `at` are equal
        numbers,    // with no number, date or amount that `input` does not have
        language,   // in the language of `input`
    } what;
    /// Texts of the output: "/sentences/*", `*` being every element.
    std::string at;
    std::size_t least = 0;
    std::size_t most = 0;
    std::vector<std::string> values{};
    std::string input{};
};

/// What does not hold, for the model that shall do better; empty when all does. Precondition: the output keeps to the
/// schema, and all text is UTF-8 and composed (NFC).
std::vector<std::string> faults_of(std::span<const OutputCheck> checks, base::JsonView output,
                                   const TaskInputs& inputs);

/// Whether one of the checks has the text at `where` ("#/sentences/0") copied from an input.
bool is_quoted(std::span<const OutputCheck> checks, std::string_view where);

/// The end of a sentence is a full stop, question or exclamation mark (also 。！？…), or several, before a blank or the
/// text's end. What follows the last one is a sentence, too.
std::size_t count_sentences(std::string_view text);

}  // namespace gracy::assistant
