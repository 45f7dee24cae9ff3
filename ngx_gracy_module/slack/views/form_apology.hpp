// What somebody reads whose form did not open.
#pragma once

#include "http/language.hpp"
#include "slack/views/open_view.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// An apology, and a button with which the same form is asked for again: arguments of a message.
std::string form_apology(const ViewRequest& request, http::Language language);

/// The modal's callback_id behind such a button; empty for another button. Its value is what the form is about, or for
/// whom it is filled in.
std::string_view form_asked_again(std::string_view action_id);

}  // namespace gracy::slack
