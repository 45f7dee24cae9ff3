// How many responses that wait for news each member has open, in all processes of a host together.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gracy::access {

struct StreamLimits {
    static constexpr std::size_t most = 128;

    /// Of one process; at most `most`.
    std::size_t all = most;
    /// Of all processes.
    std::size_t of_one_member = 4;
};

class OpenStreams {
  public:
    virtual ~OpenStreams() = default;

    /// One more of `member`, a hash that is not 0, held by this process until it is removed or the process is gone.
    /// Returns how many the member has with it: of two that race for the last one both may find too many, but never
    /// neither.
    virtual std::size_t add(std::uint64_t member) = 0;
    virtual void remove(std::uint64_t member) = 0;
};

}  // namespace gracy::access
