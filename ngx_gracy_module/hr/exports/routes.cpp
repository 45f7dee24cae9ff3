#include "hr/routes.hpp"

#include "hr/exports/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Route;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::confidential(Route{Method::get, "/api/v1/exports", Surface::hr, Scope::exports_write, signed_in, 2,
                               list_exports, "The caller's exports"}),
    access::confidential(Route{Method::post, "/api/v1/exports", Surface::hr, Scope::exports_write, signed_in, 2,
                               create_export, "Ask for an export"}),
    access::confidential(Route{Method::get, "/api/v1/exports/{id}", Surface::hr, Scope::exports_write, signed_in, 1,
                               get_export, "How far an export is"}),
    Route{Method::remove, "/api/v1/exports/{id}", Surface::hr, Scope::exports_write, signed_in, 1, delete_export,
          "Give an export up, or delete its file"},
    Route{Method::get, "/api/v1/exports/{id}/download", Surface::hr, Scope::exports_write, signed_in, 2,
          download_export, "An export's file"},
    Route{Method::get, "/api/v1/me/export", Surface::hr, Scope::profile_read, signed_in, 2, export_own_data,
          "All that is kept of the caller"},
    access::without_body(Route{Method::post, "/api/v1/members/{id}/export", Surface::hr, Scope::exports_write,
                               signed_in, 2, ask_member_file, "Ask for what is kept of a member"}),
    Route{Method::get, "/api/v1/members/export.csv", Surface::hr, Scope::people_export, signed_in, 2,
          export_members_as_csv, "All members as CSV"},
    Route{Method::get, "/api/v1/members/export.ndjson", Surface::hr, Scope::people_export, signed_in, 2,
          export_members_as_ndjson, "All members as JSON lines"},
    Route{Method::get, "/api/v1/analytics/recognition/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_recognition_analytics, "Recognition of a group as CSV"},
    Route{Method::get, "/api/v1/analytics/values/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_value_analytics, "What a group was thanked for as CSV"},
    Route{Method::get, "/api/v1/analytics/mood/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_mood_analytics, "What is released of a group's mood as CSV"},
    Route{Method::get, "/api/v1/analytics/enps/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_enps_analytics, "What is released of a group's eNPS as CSV"},
    Route{Method::get, "/api/v1/analytics/coffee/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_coffee_analytics, "Coffee rounds, and how many of a group met, as CSV"},
    Route{Method::get, "/api/v1/analytics/network/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_network_analytics, "How many others the people of a group exchange recognition with as CSV"},
    Route{Method::get, "/api/v1/analytics/check-ins/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_check_in_analytics, "How a group is, as far as it is published, as CSV"},
    Route{Method::get, "/api/v1/waves/{id}/results/export.csv", Surface::hr, Scope::analytics_read, signed_in, 1,
          export_wave_results, "What a wave has found as CSV"},
    Route{Method::get, "/api/v1/leaderboards/export.csv", Surface::hr, Scope::kudos_read, signed_in, 1,
          export_leaderboard, "A leaderboard as CSV"},
    Route{Method::get, "/api/v1/audit-log/export.csv", Surface::hr, Scope::audit_read, signed_in, 1, export_audit_log,
          "The audit log as CSV"},
};

}  // namespace

std::span<const access::Route> exports_routes() {
    return table;
}

}  // namespace gracy::hr
