// Answering with one announcement, as the read of it does.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

/// Reads it again after a change; its tag is what the next change names. Throws Problem::not_found.
base::Task<http::Response> respond_announcement(access::Call& call, std::int64_t id, int status = 200);

}  // namespace gracy::hr
