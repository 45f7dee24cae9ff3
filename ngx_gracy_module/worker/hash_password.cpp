#include "worker/commands.hpp"

#include <array>
#include <fmt/format.h>
#include <iostream>
#include <sodium.h>

namespace gracy::worker {

int hash_password() {
    std::string password;
    if (!std::getline(std::cin, password) || password.empty()) {
        throw UsageError("hash-password reads a line from stdin, and there was none");
    }
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (sodium_init() < 0 || crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                               crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw std::runtime_error("no memory for hashing a password");
    }
    fmt::print("{}\n", text.data());
    return 0;
}

}  // namespace gracy::worker
