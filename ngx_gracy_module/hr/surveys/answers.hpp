// What somebody answers, against what was asked.
#pragma once

#include "base/digest.hpp"
#include "base/json.hpp"
#include "http/json_body.hpp"

#include <optional>
#include <string>

namespace gracy::hr {

/// {"answers": {"<question>": ...}, "token"?: ...}: a number for likert5 and scale, the place of an option (from 1) for
/// single, places for multi, text for text.
class AnswerForm {
  public:
    /// Throws Problem: 400, 415 as JsonBody; the body is not judged yet, because nobody may ask what a question is
    /// before the token is known.
    explicit AnswerForm(const http::Request& request);

    /// The token in the body; nothing when there is none that could be one.
    std::optional<base::Sha256> token() const { return token_; }

    /// [[question, value], [question, 0, text], ...] for the statement. `questions` is what the wave asks, as JSON.
    /// Throws Problem (422) that points at everything that is wrong.
    std::string against(const base::Json& questions);

  private:
    void take(base::JsonView question, base::JsonView answer, const std::string& pointer, std::string& rows);
    void take_choices(base::JsonView question, base::JsonView answer, const std::string& pointer, std::string& rows);
    void refuse_strangers(const base::Json& questions, base::JsonView answers);

    http::JsonBody body_;
    std::optional<base::Sha256> token_;
};

}  // namespace gracy::hr
