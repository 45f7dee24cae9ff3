#include "hr/access_change.hpp"

#include "access/authenticator.hpp"
#include "access/services.hpp"

namespace gracy::hr {

void announce_access_change(access::Call& call) {
    call.services().authenticator.wake();
    call.database().notify(std::string(access::Authenticator::channel));
}

}  // namespace gracy::hr
