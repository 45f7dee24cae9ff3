// What the routes of recognition do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_values(access::Call& call);
base::Task<http::Response> get_value(access::Call& call);
base::Task<http::Response> create_value(access::Call& call);
base::Task<http::Response> update_value(access::Call& call);
base::Task<http::Response> deactivate_value(access::Call& call);
base::Task<http::Response> list_kudos(access::Call& call);
base::Task<http::Response> get_kudos(access::Call& call);
base::Task<http::Response> give_kudos(access::Call& call);
base::Task<http::Response> edit_kudos(access::Call& call);
/// By its giver.
base::Task<http::Response> take_back_kudos(access::Call& call);
/// By who manages recognition.
base::Task<http::Response> void_kudos(access::Call& call);
base::Task<http::Response> reveal_kudos(access::Call& call);
base::Task<http::Response> boost_kudos(access::Call& call);
base::Task<http::Response> withdraw_boost(access::Call& call);
base::Task<http::Response> get_recognition_policy(access::Call& call);
base::Task<http::Response> update_recognition_policy(access::Call& call);
base::Task<http::Response> get_allowance(access::Call& call);
base::Task<http::Response> get_member_allowance(access::Call& call);
base::Task<http::Response> boost_allowance(access::Call& call);
base::Task<http::Response> list_leaderboard(access::Call& call);
base::Task<http::Response> get_recognition_preference(access::Call& call);
base::Task<http::Response> update_recognition_preference(access::Call& call);

}  // namespace gracy::hr
