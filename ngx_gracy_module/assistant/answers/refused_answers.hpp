// What a model has answered to a question that nobody is shown, and why, for whoever runs the model.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

class RefusedAnswers {
  public:
    /// As the model wrote it, in which personal data is masked; what is longer than a few pages is cut.
    void add(std::string_view output, std::span<const std::string> reasons);

    bool empty() const { return answers_.empty(); }
    /// [{"output": ..., "reasons": [...]}, ...], the first one first.
    std::string json() const;

  private:
    struct Answer {
        std::string output;
        std::vector<std::string> reasons;
    };
    std::vector<Answer> answers_;
};

}  // namespace gracy::assistant
