// Comparing a password with its hash, on another thread.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

#include <optional>
#include <string>

namespace gracy::hr {

/// Whether it is the password; nothing when too much waits for a thread: nothing was compared, and who asks is told to
/// come again (io::OffloadFull).
base::Task<std::optional<bool>> compare_password(access::Call& call, std::string hash, std::string password);

}  // namespace gracy::hr
