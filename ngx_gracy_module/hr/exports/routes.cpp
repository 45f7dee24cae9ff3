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
    Route{Method::get, "/api/v1/exports", Surface::hr, Scope::exports_write, signed_in, 2, list_exports,
          "The caller's exports"},
    Route{Method::post, "/api/v1/exports", Surface::hr, Scope::exports_write, signed_in, 2, create_export,
          "Ask for an export"},
    Route{Method::get, "/api/v1/exports/{id}", Surface::hr, Scope::exports_write, signed_in, 1, get_export,
          "How far an export is"},
    Route{Method::get, "/api/v1/exports/{id}/download", Surface::hr, Scope::exports_write, signed_in, 2,
          download_export, "An export's file"},
    Route{Method::get, "/api/v1/members/export.csv", Surface::hr, Scope::people_export, signed_in, 2,
          export_members_as_csv, "All members as CSV"},
    Route{Method::get, "/api/v1/members/export.ndjson", Surface::hr, Scope::people_export, signed_in, 2,
          export_members_as_ndjson, "All members as JSON lines"},
};

}  // namespace

std::span<const access::Route> exports_routes() {
    return table;
}

}  // namespace gracy::hr
