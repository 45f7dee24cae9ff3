#include "access/access_change.hpp"

#include "access/authenticator.hpp"
#include "access/services.hpp"

namespace gracy::access {

void announce_access_change(Call& call) {
    call.services().authenticator.wake();
    call.database().notify(std::string(Authenticator::channel));
}

}  // namespace gracy::access
