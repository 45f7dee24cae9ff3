#include "hr/routes.hpp"

#include "hr/policies/handlers.hpp"

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
    Route{Method::get, "/api/v1/policies", Surface::hr, Scope::policies_read, signed_in, 2, list_policies,
          "Policies by title"},
    Route{Method::post, "/api/v1/policies", Surface::hr, Scope::policies_write, signed_in, 2, create_policy,
          "Create a policy"},
    Route{Method::get, "/api/v1/policies/search", Surface::hr, Scope::policies_read, signed_in, 2, search_policies,
          "Search the policies"},
    Route{Method::get, "/api/v1/policies/synonyms", Surface::hr, Scope::policies_write, signed_in, 2,
          list_policy_synonyms, "Words that mean the same"},
    Route{Method::post, "/api/v1/policies/synonyms", Surface::hr, Scope::policies_write, signed_in, 2,
          create_policy_synonym, "Add words that mean the same"},
    Route{Method::get, "/api/v1/policies/synonyms/{id}", Surface::hr, Scope::policies_write, signed_in, 1,
          get_policy_synonym, "One group of words that mean the same"},
    Route{Method::patch, "/api/v1/policies/synonyms/{id}", Surface::hr, Scope::policies_write, signed_in, 2,
          change_policy_synonym, "Change words that mean the same"},
    Route{Method::remove, "/api/v1/policies/synonyms/{id}", Surface::hr, Scope::policies_write, signed_in, 1,
          delete_policy_synonym, "Delete words that mean the same"},
    Route{Method::get, "/api/v1/policies/{id}", Surface::hr, Scope::policies_read, signed_in, 1, get_policy,
          "A policy as it is in force"},
    Route{Method::patch, "/api/v1/policies/{id}", Surface::hr, Scope::policies_write, signed_in, 2, change_policy,
          "Change a policy's title, language or status"},
    Route{Method::remove, "/api/v1/policies/{id}", Surface::hr, Scope::policies_write, signed_in, 1, delete_policy,
          "Delete a policy"},
    Route{Method::get, "/api/v1/policies/{id}/versions", Surface::hr, Scope::policies_read, signed_in, 2,
          list_policy_versions, "A policy's versions"},
    Route{Method::post, "/api/v1/policies/{id}/versions", Surface::hr, Scope::policies_write, signed_in, 2,
          create_policy_version, "Add a version"},
    Route{Method::get, "/api/v1/policies/{id}/versions/{number}", Surface::hr, Scope::policies_read, signed_in, 1,
          get_policy_version, "One version"},
    Route{Method::patch, "/api/v1/policies/{id}/versions/{number}", Surface::hr, Scope::policies_write, signed_in, 2,
          change_policy_version, "Change a version"},
    Route{Method::remove, "/api/v1/policies/{id}/versions/{number}", Surface::hr, Scope::policies_write, signed_in, 1,
          delete_policy_version, "Delete a version"},
};

}  // namespace

std::span<const access::Route> policies_routes() {
    return table;
}

}  // namespace gracy::hr
