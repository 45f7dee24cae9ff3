// What a member's own file has, besides what the assistant, Slack and wallets keep.
#include "hr/accounts/handlers.hpp"
#include "hr/announcements/handlers.hpp"
#include "hr/check_ins/handlers.hpp"
#include "hr/coffee/handlers.hpp"
#include "hr/exports/handlers.hpp"
#include "hr/exports/own_data.hpp"
#include "hr/notices/handlers.hpp"
#include "hr/people/handlers.hpp"
#include "hr/recognition/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;

constexpr bool object = true;

constexpr std::array sections{
    OwnSection{"profile", Scope::profile_read, get_me, "/api/v1/me", {}, object},
    OwnSection{"kudos_given", Scope::kudos_read, list_kudos, "/api/v1/kudos", "giver_id={id}&limit=100"},
    OwnSection{"kudos_received", Scope::kudos_read, list_kudos, "/api/v1/kudos", "receiver_id={id}&limit=100"},
    OwnSection{"check_ins", Scope::check_ins_write, list_check_ins, "/api/v1/me/check-ins", "limit=100"},
    OwnSection{"check_in_preferences",
               Scope::check_ins_write,
               get_check_in_preferences,
               "/api/v1/me/check-ins/preferences",
               {},
               object},
    OwnSection{"feelings", Scope::check_ins_write, feeling_statistics, "/api/v1/me/feelings", {}, object},
    OwnSection{"coffee_rounds", Scope::coffee_write, list_own_coffee_rounds, "/api/v1/me/coffee/rounds", "limit=100"},
    OwnSection{"coffee_exclusions", Scope::coffee_write, list_coffee_exclusions, "/api/v1/me/coffee/exclusions",
               "limit=100"},
    OwnSection{"announcements", Scope::announcements_read, list_my_announcements, "/api/v1/me/announcements",
               "limit=100"},
    OwnSection{"notices", Scope::profile_read, list_notices, "/api/v1/me/notices", "limit=100"},
    OwnSection{"sessions", Scope::tokens_write, list_sessions, "/api/v1/me/sessions"},
    OwnSection{"tokens", Scope::tokens_write, list_tokens, "/api/v1/tokens", "limit=100"},
};

}  // namespace

base::Task<http::Response> export_own_data(access::Call& call) {
    return send_own_data(call, sections);
}

}  // namespace gracy::hr
