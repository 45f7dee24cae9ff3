// A survey as it is sent: its title, and questions in two languages.
#pragma once

#include "http/request.hpp"

#include <string>

namespace gracy::hr {

/// The body as compact JSON, checked whole. Throws Problem (422) that points at everything that is wrong.
std::string read_new_survey(const http::Request& request);
/// The same of a merge patch, where both parts may be missing.
std::string read_survey_changes(const http::Request& request);

}  // namespace gracy::hr
