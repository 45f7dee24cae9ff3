// What a submitted form is answered.
#pragma once

#include "http/response.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// The form stays open and says what is wrong below one of its blocks (docs.slack.dev, view_submission's `errors`).
http::Response refuse_field(std::string_view block_id, std::string text);

}  // namespace gracy::slack
