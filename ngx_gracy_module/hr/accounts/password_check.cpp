#include "hr/accounts/password_check.hpp"

#include "access/password.hpp"
#include "access/services.hpp"
#include "io/offload.hpp"

#include <utility>

namespace gracy::hr {

base::Task<std::optional<bool>> compare_password(access::Call& call, std::string hash, std::string password) {
    try {
        co_return co_await io::OffloadedCall(call.services().offload,
                                             [hash = std::move(hash), password = std::move(password)] {
                                                 return access::verify_password(hash, password);
                                             });
    } catch (const io::OffloadFull&) {
        co_return std::nullopt;
    }
}

}  // namespace gracy::hr
