#include "hr/routes.hpp"

#include "hr/analytics/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/analytics/recognition", Surface::hr, Scope::analytics_read, access::signed_in,
                  2, get_recognition_analytics, "Recognition of a group, by week or month"},
    access::Route{Method::get, "/api/v1/analytics/values", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  get_value_analytics, "What a group was thanked for, by week or month"},
    access::Route{Method::get, "/api/v1/analytics/network", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  get_network_analytics, "How many others the people of a group exchange recognition with, by month"},
    access::Route{Method::get, "/api/v1/analytics/mood", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  get_mood_analytics, "What is released of a group's mood, by week or month"},
    access::Route{Method::get, "/api/v1/analytics/enps", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  get_enps_analytics, "What is released of a group's eNPS, by wave"},
    access::Route{Method::get, "/api/v1/analytics/coffee", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  get_coffee_analytics, "Coffee rounds, and how many of a group met"},
};

}  // namespace

std::span<const access::Route> analytics_routes() {
    return table;
}

}  // namespace gracy::hr
