// What is said of a statement's outcome.
#pragma once

#include "base/log.hpp"
#include "http/problem.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace gracy::slack {

/// Throws http::Problem where there is no sentence: `statement` then said an `outcome` that nobody here knows, and the
/// log has it.
template <class Sentence>
Sentence sentence_for(std::optional<Sentence> sentence, std::string_view statement, std::string_view outcome) {
    if (!sentence) {
        base::log(base::LogLevel::error, "{} said \"{}\", for which there is no sentence", statement, outcome);
        throw http::Problem::internal();
    }
    return std::move(*sentence);
}

}  // namespace gracy::slack
