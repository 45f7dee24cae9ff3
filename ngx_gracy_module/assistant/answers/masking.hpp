// Personal data leaves before a text goes to a model, and comes back into what the model says.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gracy::assistant {

/// Kept in memory for one job.
class Mask {
  public:
    /// What belongs to somebody (personal_numbers.hpp), e-mail addresses and mentions, Slack's and those in plain
    /// letters, become names like [PHONE-A]. The same value has the same name. Precondition: UTF-8.
    std::string hide(std::string_view text);
    std::string reveal(std::string_view text) const;
    bool empty() const { return hidden_.empty(); }
    /// Whether a text has the name of an address or of a mention, which would lead away or call somebody once revealed.
    static bool names_somebody(std::string_view text);

  private:
    std::string name_for(std::string_view kind, std::string value);

    /// Name, value.
    std::vector<std::pair<std::string, std::string>> hidden_;
};

}  // namespace gracy::assistant
