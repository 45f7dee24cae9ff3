#include "access/password.hpp"
#include "worker/commands.hpp"
#include "worker/password_input.hpp"

#include <fmt/format.h>

namespace gracy::worker {

int hash_password() {
    fmt::print("{}\n", access::hash_password(read_password("hash-password")));
    return 0;
}

}  // namespace gracy::worker
