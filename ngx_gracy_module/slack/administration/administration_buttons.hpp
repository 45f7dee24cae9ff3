// The buttons behind which administrators change the company's rules, in App Home and behind /gracy admin.
#pragma once

#include "http/language.hpp"
#include "slack/block_kit/blocks.hpp"

namespace gracy::slack {

void add_administration_buttons(Blocks& blocks, http::Language language);

}  // namespace gracy::slack
