// Where in a list to go on, handed out as text that only we can make.
#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace gracy::http {

/// What a cursor belongs to: another list, order or filter refuses it.
struct CursorScope {
    /// Secret of the service.
    std::span<const std::byte, 32> key;
    /// One for each list and order.
    char list;
    /// FilterHash of everything that decides which rows the list has, the team space included.
    std::uint64_t filter;
};

enum class CursorDefect : unsigned char {
    /// Not made by us, or cut.
    forged,
    /// Ours, for another scope.
    mismatch,
};

/// base64url(version, list, filter, values, truncated HMAC-SHA256). `values` is what `pack_values` made.
std::string seal_cursor(const CursorScope& scope, std::string_view values);
std::expected<std::string, CursorDefect> open_cursor(const CursorScope& scope, std::string_view cursor);

/// The order's values of the last row, in binary.
class ValuePacker {
  public:
    void add(std::int64_t value);
    void add(base::Timestamp value) { add(static_cast<std::int64_t>(value.time_since_epoch().count())); }
    void add(std::string_view value);
    const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

class ValueUnpacker {
  public:
    explicit ValueUnpacker(std::string_view bytes) : rest_(bytes) {}
    void take(std::int64_t& value);
    void take(base::Timestamp& value);
    void take(std::string& value);
    /// All of it was taken, and nothing more was asked for.
    bool finished() const { return !failed_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

/// A hash of what a list is filtered by.
class FilterHash {
  public:
    FilterHash& add(std::string_view text);
    FilterHash& add(std::int64_t number);
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0;
};

}  // namespace gracy::http
