// Leaves a server alone that does not answer, so that nobody waits for its time-outs.
#pragma once

#include <chrono>
#include <deque>
#include <optional>

namespace gracy::assistant {

/// Five failures within 30 seconds open the circuit for 60. After that one call at a time is let through to see: when
/// it succeeds the circuit is closed again; each that does not keeps it open for another 60.
class CircuitBreaker {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::size_t most_failures = 5;
    static constexpr std::chrono::seconds window{30};
    static constexpr std::chrono::seconds pause{60};

    /// Whether a call may be made now; a call that is let through to see has to be made.
    bool admit(Time now);
    /// The same without letting anything through.
    bool is_open(Time now) const { return open_until_ && now < *open_until_; }
    void succeeded();
    void failed(Time now);

  private:
    std::deque<Time> failures_;
    std::optional<Time> open_until_;
};

}  // namespace gracy::assistant
