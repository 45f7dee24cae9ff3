// A question as the API shows it, to who asked and nobody else.
#pragma once

#include "gracy/sql/assistant.hpp"
#include "http/language.hpp"

#include <string>
#include <string_view>

namespace gracy::assistant {

/// Schema Question of openapi.json; `language` is the reader's.
std::string question_json(const sql::assistant::get_question_row& question, http::Language language);

/// Where it stands, in one word: "queued", "running", an outcome, or "failed".
std::string_view stage_of(const sql::assistant::get_question_row& question);

/// Nothing follows, unless an operator has a failed question tried again.
bool is_last(std::string_view stage);

}  // namespace gracy::assistant
