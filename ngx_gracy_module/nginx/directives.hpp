// The module's directives.
#pragma once

#include "nginx/ngx.hpp"

namespace gracy::nginx {

/// Ends with ngx_null_command.
extern ngx_command_t directives[];

}  // namespace gracy::nginx
