#include "assistant/tasks/output_check.hpp"

#include "assistant/answers/quantities.hpp"
#include "assistant/answers/written_in.hpp"
#include "base/ascii.hpp"
#include "base/text.hpp"
#include "http/language.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <functional>

namespace gracy::assistant {
namespace {

/// How long the mark at the beginning is; 0: there is none.
std::size_t end_mark(std::string_view text) {
    static constexpr std::array<std::string_view, 7> marks{".", "?", "!", "。", "！", "？", "…"};
    const auto found = std::ranges::find_if(marks, [text](std::string_view mark) { return text.starts_with(mark); });
    return found == marks.end() ? 0 : found->size();
}

/// Takes the first step of a path off it.
std::string_view next_step(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(step.size());
    return step;
}

using Visit = std::function<void(std::string_view text, const std::string& where)>;

void visit(base::JsonView value, std::string_view at, const std::string& where, const Visit& seen) {
    if (at.empty()) {
        if (const auto text = value.string()) {
            seen(*text, where);
        }
        return;
    }
    const std::string_view step = next_step(at);
    if (step != "*") {
        visit(value[step], at, where + "/" + std::string(step), seen);
        return;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        visit(value[i], at, fmt::format("{}/{}", where, i), seen);
    }
}

std::string between(std::size_t least, std::size_t most, std::string_view unit, std::size_t actual) {
    return fmt::format("must have {} to {} {}; it has {}", least, most, unit, actual);
}

/// Words for small numbers that count nothing in particular are a matter of style.
std::string invented_number(std::string_view text, std::string_view input, std::string_view name) {
    const std::vector<Quantity> known = known_quantities_of(input);
    for (const Quantity& quantity : quantities_of(text)) {
        if (is_claim(quantity) && !is_among(quantity, known)) {
            return fmt::format("must not have the number {}{}{}, which {} does not have", quantity.number,
                               quantity.unit.empty() ? "" : " ", quantity.unit, name);
        }
    }
    return {};
}

std::string other_language(std::string_view text, std::string_view input) {
    const http::Language wanted = http::language_of_question(input);
    if (is_written_in(wanted, text)) {
        return {};
    }
    return wanted == http::Language::korean ? "must be in Korean" : "must be in English";
}

/// Empty: it holds. `others`: the values before this one.
std::string fault_of(const OutputCheck& check, std::string_view text, const std::vector<std::string_view>& others,
                     const TaskInputs& inputs) {
    switch (check.what) {
        case OutputCheck::What::length: {
            const std::size_t length = base::code_points(base::ascii::trimmed(text));
            const bool holds = length >= check.least && length <= check.most;
            return holds ? "" : between(check.least, check.most, "characters", length);
        }
        case OutputCheck::What::sentences: {
            const std::size_t count = count_sentences(text);
            const bool holds = count >= check.least && count <= check.most;
            return holds ? "" : between(check.least, check.most, "sentences", count);
        }
        case OutputCheck::What::one_of: {
            const bool holds = std::ranges::find(check.values, text) != check.values.end();
            return holds ? "" : fmt::format("must be one of: {}", fmt::join(check.values, ", "));
        }
        case OutputCheck::What::quotes: {
            const auto input = inputs.find(check.input);
            const bool holds =
                !base::ascii::trimmed(text).empty() && input != inputs.end() && input->second.contains(text);
            return holds ? "" : fmt::format("must be copied from {}, letter by letter", check.input);
        }
        case OutputCheck::What::numbers: {
            const auto input = inputs.find(check.input);
            return input == inputs.end() ? "" : invented_number(text, input->second, check.input);
        }
        case OutputCheck::What::language: {
            const auto input = inputs.find(check.input);
            return input == inputs.end() ? "" : other_language(text, input->second);
        }
        case OutputCheck::What::distinct:
            break;
    }
    return std::ranges::find(others, text) == others.end() ? "" : "must differ from the others";
}

bool leads_to(std::string_view at, std::string_view where) {
    while (!at.empty() && !where.empty()) {
        const std::string_view step = next_step(at);
        const std::string_view name = next_step(where);
        if (step != "*" && step != name) {
            return false;
        }
    }
    return at.empty() && where.empty();
}

}  // namespace

bool is_quoted(std::span<const OutputCheck> checks, std::string_view where) {
    where.remove_prefix(1);
    return std::ranges::any_of(checks, [where](const OutputCheck& check) {
        return check.what == OutputCheck::What::quotes && leads_to(check.at, where);
    });
}

std::size_t count_sentences(std::string_view text) {
    text = base::ascii::trimmed(text);
    std::size_t count = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (const std::size_t mark = end_mark(text.substr(end))) {
            end += mark;
        }
        if (end == at) {
            inside = inside || !base::ascii::blanks.contains(text[at]);
            ++at;
            continue;
        }
        at = end;
        if (inside && (at == text.size() || base::ascii::blanks.contains(text[at]))) {
            ++count;
            inside = false;
        }
    }
    return inside ? count + 1 : count;
}

std::vector<std::string> faults_of(std::span<const OutputCheck> checks, base::JsonView output,
                                   const TaskInputs& inputs) {
    std::vector<std::string> faults;
    for (const OutputCheck& check : checks) {
        std::vector<std::string_view> seen;
        visit(output, check.at, "#", [&](std::string_view text, const std::string& where) {
            if (const std::string fault = fault_of(check, text, seen, inputs); !fault.empty()) {
                faults.push_back(where + " " + fault);
            }
            seen.push_back(text);
        });
    }
    return faults;
}

}  // namespace gracy::assistant
