#include "access/recognize.hpp"

#include "access/authenticator.hpp"

namespace gracy::access {

base::Task<std::optional<Principal>> recognize(Services& services, RateGuard& rates, Credential credential) {
    std::optional<Principal> known = services.authenticator.recall(credential);
    if (!known) {
        rates.check_stranger(credential.hash);
        known = co_await services.authenticator.look_up(credential);
        if (known) {
            rates.vouch(credential.hash);
        } else {
            rates.take_address();
        }
    }
    if (known) {
        rates.take_token(credential.hash);
    }
    co_return known;
}

}  // namespace gracy::access
