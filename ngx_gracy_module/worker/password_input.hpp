// A password on stdin: it must not stand on a command line, which everybody on the machine can read.
#pragma once

#include <string>
#include <string_view>

namespace gracy::worker {

/// One line. Throws UsageError, in which `command` is named.
std::string read_password(std::string_view command);

/// The same, long enough for a new one.
std::string read_new_password(std::string_view command);

}  // namespace gracy::worker
