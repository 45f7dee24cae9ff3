#include "assistant/answers/passage.hpp"

#include "base/json_writer.hpp"

namespace gracy::assistant {

std::string in_force_since(const Passage& passage) {
    if (!passage.is_of_policy() || passage.effective_from == base::Date()) {
        return {};
    }
    return "in force since " + base::to_text(passage.effective_from);
}

}  // namespace gracy::assistant
