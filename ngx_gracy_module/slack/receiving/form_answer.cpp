#include "slack/receiving/form_answer.hpp"

#include "slack/block_kit/blocks.hpp"

#include <array>
#include <utility>

namespace gracy::slack {

http::Response refuse_field(std::string_view block_id, std::string text) {
    const std::array problems{FieldProblem{.block_id = block_id, .text = std::move(text)}};
    return http::Response::json(errors_answer(problems));
}

}  // namespace gracy::slack
