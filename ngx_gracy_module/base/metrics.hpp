// Latency histograms that several processes share, and the text in which Prometheus reads metrics.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gracy::base {

/// Durations counted into fixed buckets. Zeroed memory is an empty histogram, and every operation is one lock-free
/// addition, so it may live in memory that is mapped by several processes.
class Histogram {
  public:
    /// Inclusive upper bounds in microseconds; one more bucket takes what is longer.
    static constexpr std::array<std::uint32_t, 16> bounds{100,       250,       500,       1'000,     2'500,   5'000,
                                                          10'000,    25'000,    50'000,    75'000,    100'000, 250'000,
                                                          1'000'000, 2'500'000, 5'000'000, 10'000'000};

    void observe(std::chrono::microseconds duration) noexcept;

    /// Observations in bucket `index` alone; index bounds.size() is the last one, without a bound.
    std::uint64_t bucket(std::size_t index) const noexcept { return buckets_[index].load(std::memory_order_relaxed); }
    std::uint64_t count() const noexcept;
    std::chrono::microseconds sum() const noexcept {
        return std::chrono::microseconds(sum_.load(std::memory_order_relaxed));
    }

  private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
    std::atomic<std::uint64_t> sum_{0};
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

struct Label {
    std::string_view name;
    std::string_view value;
};
using Labels = std::initializer_list<Label>;

/// Builds a page in Prometheus' text exposition format, version 0.0.4.
class Exposition {
  public:
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";
    enum class Kind : unsigned char { counter, gauge, histogram };

    /// Opens a family; the samples that follow belong to it. Names follow Prometheus' rules and end in their unit.
    void family(std::string_view name, Kind kind, std::string_view help);
    void sample(Labels labels, std::uint64_t value);
    void sample(Labels labels, double value);
    void sample(Labels labels, const Histogram& histogram);

    std::string text() && { return std::move(text_); }

  private:
    void line(std::string_view suffix, Labels labels, std::string_view bound, std::string_view value);

    std::string text_;
    std::string family_;
};

}  // namespace gracy::base
