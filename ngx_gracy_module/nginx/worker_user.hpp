// Whom nginx's workers become, and what that user may read: files that a library opens in them, while secrets are read
// before.
#pragma once

#include "nginx/ngx.hpp"

#include <string>

namespace gracy::nginx {

/// Of the `user` directive, or nginx's own; who runs nginx, when that is not root.
std::string worker_user(ngx_cycle_t* cycle);

/// Why a worker could not read a file, as errno; 0: it can, or that cannot be found out.
int trouble_reading_as_worker(ngx_cycle_t* cycle, const std::string& path);

}  // namespace gracy::nginx
