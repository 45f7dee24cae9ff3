// What a file with a secret holds: one reading for all processes, which may be given the same file.
#pragma once

#include <optional>
#include <string>

namespace gracy::base {

/// The secret in a file's content. Text (UTF-8 without control characters) is meant without the end of its line, which
/// an editor puts behind it; other bytes are a key, as they are. Nothing for text of several lines: nobody means that.
std::optional<std::string> secret_in(std::string content);

}  // namespace gracy::base
