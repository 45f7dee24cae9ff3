// Wall-clock time, injectable, so that tests can stand at any moment.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace gracy::base {

/// An instant, microseconds since the Unix epoch: PostgreSQL's own resolution.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;
/// A calendar day without a time zone.
using Date = std::chrono::sys_days;
/// RFC 4122 in network order.
using Uuid = std::array<std::byte, 16>;

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Timestamp now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

/// Stands still until it is moved.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Timestamp start) : now_(start) {}
    Timestamp now() const override { return now_; }
    void set(Timestamp now) { now_ = now; }
    void advance(std::chrono::microseconds by) { now_ += by; }

  private:
    Timestamp now_;
};

}  // namespace gracy::base
