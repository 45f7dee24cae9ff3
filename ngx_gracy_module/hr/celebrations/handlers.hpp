// What the routes of celebrations and of the holiday calendar do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_celebrations(access::Call& call);
base::Task<http::Response> get_celebration_settings(access::Call& call);
base::Task<http::Response> change_celebration_settings(access::Call& call);
base::Task<http::Response> list_holidays(access::Call& call);
base::Task<http::Response> put_holiday(access::Call& call);
base::Task<http::Response> delete_holiday(access::Call& call);
base::Task<http::Response> add_korean_holidays(access::Call& call);

}  // namespace gracy::hr
