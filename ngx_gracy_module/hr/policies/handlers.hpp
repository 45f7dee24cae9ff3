// What the routes of policies do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_policies(access::Call& call);
base::Task<http::Response> create_policy(access::Call& call);
base::Task<http::Response> get_policy(access::Call& call);
base::Task<http::Response> change_policy(access::Call& call);
base::Task<http::Response> delete_policy(access::Call& call);

base::Task<http::Response> list_policy_versions(access::Call& call);
base::Task<http::Response> create_policy_version(access::Call& call);
base::Task<http::Response> get_policy_version(access::Call& call);
base::Task<http::Response> change_policy_version(access::Call& call);
base::Task<http::Response> delete_policy_version(access::Call& call);

base::Task<http::Response> list_policy_synonyms(access::Call& call);
base::Task<http::Response> create_policy_synonym(access::Call& call);
base::Task<http::Response> get_policy_synonym(access::Call& call);
base::Task<http::Response> change_policy_synonym(access::Call& call);
base::Task<http::Response> delete_policy_synonym(access::Call& call);

base::Task<http::Response> search_policies(access::Call& call);

}  // namespace gracy::hr
