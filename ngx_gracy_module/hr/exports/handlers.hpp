// What the routes of exports do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> create_export(access::Call& call);
base::Task<http::Response> ask_member_file(access::Call& call);
base::Task<http::Response> list_exports(access::Call& call);
base::Task<http::Response> get_export(access::Call& call);
base::Task<http::Response> delete_export(access::Call& call);
base::Task<http::Response> download_export(access::Call& call);
base::Task<http::Response> export_members_as_csv(access::Call& call);
base::Task<http::Response> export_members_as_ndjson(access::Call& call);
base::Task<http::Response> export_own_data(access::Call& call);

base::Task<http::Response> export_recognition_analytics(access::Call& call);
base::Task<http::Response> export_value_analytics(access::Call& call);
base::Task<http::Response> export_mood_analytics(access::Call& call);
base::Task<http::Response> export_enps_analytics(access::Call& call);
base::Task<http::Response> export_coffee_analytics(access::Call& call);
base::Task<http::Response> export_network_analytics(access::Call& call);
base::Task<http::Response> export_check_in_analytics(access::Call& call);
base::Task<http::Response> export_wave_results(access::Call& call);
base::Task<http::Response> export_leaderboard(access::Call& call);
base::Task<http::Response> export_audit_log(access::Call& call);

}  // namespace gracy::hr
