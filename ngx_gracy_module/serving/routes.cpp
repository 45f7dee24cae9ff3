#include "serving/routes.hpp"

#include "assistant/routes.hpp"
#include "hr/routes.hpp"
#include "slack/routes.hpp"
#include "staking/routes.hpp"

namespace gracy::serving {

access::RouteTable all_routes() {
    return access::RouteTable({hr::routes(), slack::routes(), staking::routes(), assistant::routes()});
}

}  // namespace gracy::serving
