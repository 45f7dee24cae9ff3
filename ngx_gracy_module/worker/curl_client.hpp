// io::HttpClient on libcurl's multi interface, driven by whichever Reactor it is given.
#pragma once

#include "io/http_client.hpp"
#include "io/reactor.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace gracy::worker {

struct CurlSettings {
    /// Connections to one host; further requests wait for one, on their own time.
    std::size_t connections_per_host = 8;
    std::size_t connections = 64;
    /// Idle connections that are kept.
    std::size_t idle_connections = 16;
    std::string user_agent = "gracy-worker";
    /// A PEM bundle of authorities instead of the system's.
    std::string authorities_file;
    /// A proxy, when the operator says so. The environment's *_proxy variables are never looked at.
    std::string proxy;
};

class CurlMulti;

class CurlClient final : public io::HttpClient {
  public:
    /// Throws std::runtime_error. Destroy it after every task that it made, and before the reactor.
    CurlClient(io::Reactor& reactor, const CurlSettings& settings);
    ~CurlClient() override;
    CurlClient(const CurlClient&) = delete;
    CurlClient& operator=(const CurlClient&) = delete;

    base::Task<io::HttpResponse> send(io::HttpRequest request) override;

  private:
    class Transfer;

    const CurlSettings settings_;
    std::unique_ptr<CurlMulti> multi_;
};

}  // namespace gracy::worker
