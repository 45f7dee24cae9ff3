// Leaves a server alone that does not answer, so that nobody waits for its time-outs.
#pragma once

#include <chrono>
#include <optional>

namespace gracy::assistant {

/// Five failures in a row open the circuit for 60 seconds. After that one call at a time is let through to see: when it
/// succeeds the circuit is closed again; each that does not keeps it open for another 60. They are counted in a row and
/// not within a time, because a server that hangs takes as long as it is given for each.
class CircuitBreaker {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr unsigned most_failures = 5;
    static constexpr std::chrono::seconds pause{60};

    /// Whether a call may be made now; a call that is let through to see has to be made.
    bool admit(Time now);
    /// From when on a call may be made.
    std::optional<Time> open_until() const { return open_until_; }
    void succeeded();
    void failed(Time now);

  private:
    unsigned failures_ = 0;
    std::optional<Time> open_until_;
};

}  // namespace gracy::assistant
