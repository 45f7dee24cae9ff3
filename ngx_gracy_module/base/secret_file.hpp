// Secrets stand in files of their own, never in the configuration and never on a command line.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace gracy::base {

/// The file's content, without the newline that an editor puts behind a line of text. Throws std::invalid_argument,
/// with what to do, when the file is missing, unreadable, empty, of several lines, no regular file, or holds fewer than
/// `least` bytes. `warn` is told when others than its owner and group may read it.
std::string read_secret(const std::string& path, std::size_t least,
                        const std::function<void(const std::string&)>& warn);

}  // namespace gracy::base
