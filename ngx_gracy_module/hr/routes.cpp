#include "hr/routes.hpp"

#include <vector>

namespace gracy::hr {

std::span<const access::Route> routes() {
    static const std::vector<access::Route> all = [] {
        std::vector<access::Route> joined;
        for (const std::span<const access::Route> feature : {
                 accounts_routes(),
                 announcements_routes(),
                 analytics_routes(),
                 celebrations_routes(),
                 check_ins_routes(),
                 coffee_routes(),
                 exports_routes(),
                 notices_routes(),
                 people_routes(),
                 policies_routes(),
                 recognition_routes(),
                 surveys_routes(),
             }) {
            joined.insert(joined.end(), feature.begin(), feature.end());
        }
        return joined;
    }();
    return all;
}

}  // namespace gracy::hr
