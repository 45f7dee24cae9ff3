#include "hr/routes.hpp"

#include "hr/recognition/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Scope;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/values", Surface::hr, Scope::kudos_read, access::signed_in, 1, list_values,
                  "The company's values"},
    access::Route{Method::post, "/api/v1/values", Surface::hr, Scope::kudos_manage, access::signed_in, 2, create_value,
                  "Add a company value"},
    access::Route{Method::get, "/api/v1/values/{id}", Surface::hr, Scope::kudos_read, access::signed_in, 1, get_value,
                  "One company value"},
    access::Route{Method::patch, "/api/v1/values/{id}", Surface::hr, Scope::kudos_manage, access::signed_in, 2,
                  update_value, "Change a company value"},
    access::Route{Method::remove, "/api/v1/values/{id}", Surface::hr, Scope::kudos_manage, access::signed_in, 1,
                  deactivate_value, "Take a company value out of use"},
    access::Route{Method::get, "/api/v1/recognition/policy", Surface::hr, Scope::kudos_read, access::signed_in, 1,
                  get_recognition_policy, "The rules of recognition"},
    access::Route{Method::patch, "/api/v1/recognition/policy", Surface::hr, Scope::kudos_manage, access::signed_in, 2,
                  update_recognition_policy, "Change the rules of recognition"},
    access::Route{Method::get, "/api/v1/allowance", Surface::hr, Scope::kudos_read, access::signed_in, 1, get_allowance,
                  "What the caller may give"},
    access::Route{Method::get, "/api/v1/members/{id}/allowance", Surface::hr, Scope::kudos_manage, access::signed_in, 1,
                  get_member_allowance, "What a member may give beyond everybody's allowance"},
    access::Route{Method::put, "/api/v1/members/{id}/allowance", Surface::hr, Scope::kudos_manage, access::signed_in, 1,
                  boost_allowance, "Add to a member's allowance"},
    access::Route{Method::get, "/api/v1/kudos", Surface::hr, Scope::kudos_read, access::signed_in, 2, list_kudos,
                  "The kudos feed"},
    access::Route{Method::post, "/api/v1/kudos", Surface::hr, Scope::kudos_write, access::signed_in, 1, give_kudos,
                  "Give kudos"},
    access::Route{Method::get, "/api/v1/kudos/{id}", Surface::hr, Scope::kudos_read, access::signed_in, 1, get_kudos,
                  "One gift of kudos"},
    access::Route{Method::patch, "/api/v1/kudos/{id}", Surface::hr, Scope::kudos_write, access::signed_in, 2,
                  edit_kudos, "Change the words of a gift"},
    access::Route{Method::remove, "/api/v1/kudos/{id}", Surface::hr, Scope::kudos_write, access::signed_in, 1,
                  take_back_kudos, "Take a gift back"},
    access::Route{Method::post, "/api/v1/kudos/{id}/boosts", Surface::hr, Scope::kudos_write, access::signed_in, 1,
                  boost_kudos, "Add points to somebody else's gift"},
    access::Route{Method::remove, "/api/v1/kudos/{id}/boosts", Surface::hr, Scope::kudos_write, access::signed_in, 1,
                  withdraw_boost, "Take back what one added to a gift"},
    access::Route{Method::post, "/api/v1/kudos/{id}/void", Surface::hr, Scope::kudos_manage, access::signed_in, 1,
                  void_kudos, "Take anybody's gift back"},
    access::Route{Method::post, "/api/v1/kudos/{id}/reveal", Surface::hr, Scope::kudos_manage, access::signed_in, 1,
                  reveal_kudos, "Learn who gave anonymously"},
    access::Route{Method::get, "/api/v1/leaderboards", Surface::hr, Scope::kudos_read, access::signed_in, 2,
                  list_leaderboard, "Who gave or received most"},
    access::Route{Method::get, "/api/v1/me/recognition", Surface::hr, Scope::kudos_read, access::signed_in, 1,
                  get_recognition_preference, "Whether the caller is on leaderboards"},
    access::Route{Method::patch, "/api/v1/me/recognition", Surface::hr, Scope::kudos_write, access::signed_in, 1,
                  update_recognition_preference, "Be on leaderboards, or not"},
};

}  // namespace

std::span<const access::Route> recognition_routes() {
    return table;
}

}  // namespace gracy::hr
