#include "hr/routes.hpp"

#include "hr/check_ins/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::confidential(access::Route{Method::get, "/api/v1/me/check-ins", Surface::hr, Scope::check_ins_write,
                                       access::signed_in, 2, list_check_ins, "The caller's own check-ins"}),
    access::confidential(access::Route{Method::get, "/api/v1/me/check-ins/statistics", Surface::hr,
                                       Scope::check_ins_write, access::signed_in, 2, check_in_statistics,
                                       "What the caller's own check-ins amount to"}),
    access::Route{Method::get, "/api/v1/me/check-ins/preferences", Surface::hr, Scope::check_ins_write,
                  access::signed_in, 1, get_check_in_preferences, "When the caller wants to be asked"},
    access::Route{Method::put, "/api/v1/me/check-ins/preferences", Surface::hr, Scope::check_ins_write,
                  access::signed_in, 2, put_check_in_preferences, "Say when the caller wants to be asked"},
    access::confidential(access::Route{Method::get, "/api/v1/me/check-ins/{date}", Surface::hr, Scope::check_ins_write,
                                       access::signed_in, 1, get_check_in, "The caller's own check-in of a day"}),
    access::confidential(access::Route{Method::put, "/api/v1/me/check-ins/{date}", Surface::hr, Scope::check_ins_write,
                                       access::signed_in, 3, put_check_in, "Check in today"}),
    access::Route{Method::remove, "/api/v1/me/check-ins/{date}", Surface::hr, Scope::check_ins_write, access::signed_in,
                  1, delete_check_in, "Delete the caller's own check-in of a day"},
    access::confidential(access::Route{Method::get, "/api/v1/me/check-ins/{date}/feeling", Surface::hr,
                                       Scope::check_ins_write, access::signed_in, 1, get_feeling,
                                       "What AI read in the note of a day, for the caller alone"}),
    access::Route{Method::remove, "/api/v1/me/check-ins/{date}/feeling", Surface::hr, Scope::check_ins_write,
                  access::signed_in, 1, delete_feeling, "Delete what AI read in the note of a day"},
    access::confidential(access::Route{Method::put, "/api/v1/me/check-ins/{date}/feeling/readers", Surface::hr,
                                       Scope::check_ins_write, access::signed_in, 3, share_feeling,
                                       "Choose who else sees how the caller was on a day"}),
    access::confidential(access::Route{Method::get, "/api/v1/me/feelings", Surface::hr, Scope::check_ins_write,
                                       access::signed_in, 1, feeling_statistics,
                                       "What the caller's own cards amount to, week by week"}),
    access::confidential(access::Route{Method::get, "/api/v1/me/feelings/preference", Surface::hr,
                                       Scope::check_ins_write, access::signed_in, 1, get_feeling_preference,
                                       "Whether the caller wants their notes read by AI"}),
    access::confidential(access::Route{Method::put, "/api/v1/me/feelings/preference", Surface::hr,
                                       Scope::check_ins_write, access::signed_in, 2, put_feeling_preference,
                                       "Say whether the caller wants their notes read by AI"}),
    access::confidential(access::Route{Method::get, "/api/v1/me/feelings/shared", Surface::hr, Scope::check_ins_write,
                                       access::signed_in, 2, list_shared_feelings,
                                       "What others have shown the caller of how they are"}),
    access::Route{Method::get, "/api/v1/analytics/check-ins", Surface::hr, Scope::analytics_read, access::signed_in, 2,
                  released_check_ins, "How a group is, as far as it is published"},
};

}  // namespace

std::span<const access::Route> check_ins_routes() {
    return table;
}

}  // namespace gracy::hr
