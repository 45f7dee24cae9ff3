// What the routes of exports do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> create_export(access::Call& call);
base::Task<http::Response> list_exports(access::Call& call);
base::Task<http::Response> get_export(access::Call& call);
base::Task<http::Response> download_export(access::Call& call);
base::Task<http::Response> export_members_as_csv(access::Call& call);
base::Task<http::Response> export_members_as_ndjson(access::Call& call);

}  // namespace gracy::hr
