#include "nginx/routes.hpp"

#include "hr/routes.hpp"
#include "slack/routes.hpp"
#include "staking/routes.hpp"

namespace gracy::nginx {

std::vector<access::Route> all_routes() {
    std::vector<access::Route> routes;
    for (const std::span<const access::Route> table : {hr::routes(), slack::routes(), staking::routes()}) {
        routes.insert(routes.end(), table.begin(), table.end());
    }
    return routes;
}

}  // namespace gracy::nginx
