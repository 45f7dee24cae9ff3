#include "slack/administration/administration_buttons.hpp"

#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"

namespace gracy::slack {

void add_administration_buttons(Blocks& blocks, http::Language language) {
    using http::Text;
    blocks.actions("administration",
                   {Button{.action_id = values_callback,
                           .text = Text{"Company values", "핵심 가치"}.in(language),
                           .accessibility_label = Text{"Change the company values", "핵심 가치 바꾸기"}.in(language)},
                    Button{.action_id = allowance_callback,
                           .text = Text{"Allowance", "칭찬 규칙"}.in(language),
                           .accessibility_label =
                               Text{"Change how much everybody may give", "칭찬 점수와 규칙 바꾸기"}.in(language)}});
}

}  // namespace gracy::slack
