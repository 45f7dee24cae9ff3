#include "worker/password_input.hpp"

#include "access/password.hpp"
#include "worker/commands.hpp"

#include <fmt/format.h>
#include <iostream>

namespace gracy::worker {

std::string read_password(std::string_view command) {
    std::string password;
    if (!std::getline(std::cin, password) || password.empty()) {
        throw UsageError(fmt::format("{} reads a line from stdin, and there was none", command));
    }
    if (password.size() > access::max_password_bytes) {
        throw UsageError(fmt::format("a password has at most {} bytes", access::max_password_bytes));
    }
    return password;
}

std::string read_new_password(std::string_view command) {
    std::string password = read_password(command);
    if (!access::is_long_enough(password)) {
        throw UsageError(fmt::format("a password has at least {} characters", access::min_password_characters));
    }
    return password;
}

}  // namespace gracy::worker
