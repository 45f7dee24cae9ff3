#include "access/password.hpp"
#include "worker/commands.hpp"

#include <fmt/format.h>
#include <iostream>

namespace gracy::worker {

int hash_password() {
    std::string password;
    if (!std::getline(std::cin, password) || password.empty()) {
        throw UsageError("hash-password reads a line from stdin, and there was none");
    }
    if (password.size() > access::max_password_bytes) {
        throw UsageError(fmt::format("a password has at most {} bytes", access::max_password_bytes));
    }
    fmt::print("{}\n", access::hash_password(password));
    return 0;
}

}  // namespace gracy::worker
