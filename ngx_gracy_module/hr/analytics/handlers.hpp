// What the routes of analytics do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> get_recognition_analytics(access::Call& call);
base::Task<http::Response> get_value_analytics(access::Call& call);
base::Task<http::Response> get_network_analytics(access::Call& call);
base::Task<http::Response> get_mood_analytics(access::Call& call);
base::Task<http::Response> get_enps_analytics(access::Call& call);
base::Task<http::Response> get_coffee_analytics(access::Call& call);

}  // namespace gracy::hr
