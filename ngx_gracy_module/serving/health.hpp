// /healthz: does this process answer; /readyz: what does it depend on, and is that there.
#pragma once

#include "base/task.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "io/reactor.hpp"

namespace gracy::serving {

class Backend;

/// `backend`: null where no location needs a database. By the path's last segment: "readyz", and everything else is
/// liveness.
///
/// readyz answers {"status": "ready" | "degraded" | "unavailable", "dependencies": {...}}, with 503 when requests
/// cannot be served (the primary is away, and the event log with it), and with 200 when only something is missing (a
/// replica, LISTEN, or one of the two stores where the event log has its own).
base::Task<http::Response> health_page(Backend* backend, io::Reactor& reactor, const http::Request& request);

}  // namespace gracy::serving
