// Names to addresses, off the loop.
#pragma once

#include "base/task.hpp"
#include "io/offload.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace gracy::io {

struct ResolveError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Resolver {
  public:
    virtual ~Resolver() = default;
    /// Numeric addresses of `host` (IPv4 or IPv6 text), in the system's order, never empty. Throws ResolveError.
    virtual base::Task<std::vector<std::string>> resolve(std::string host) = 0;
};

/// getaddrinfo on another thread, so that the hosts file and the system's resolver settings count.
class SystemResolver final : public Resolver {
  public:
    explicit SystemResolver(Offload& offload) : offload_(offload) {}
    base::Task<std::vector<std::string>> resolve(std::string host) override;

  private:
    Offload& offload_;
};

}  // namespace gracy::io
