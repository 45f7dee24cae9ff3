// What can go wrong between us and PostgreSQL. A rule's refusal is not here: it is a returned outcome.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace gracy::postgres {

enum class ErrorKind : unsigned char {
    unavailable,   // no connection could be had; nothing was executed
    overloaded,    // the queue is full; nothing was executed
    lost,          // the connection broke after the statement was sent; it may have been executed
    timeout,       // statement_timeout
    lock_timeout,  // lock_timeout, deadlock or serialization failure: the same request may succeed when sent again
    conflict,      // a constraint that the statement did not turn into an outcome
    invalid,       // the server refused the data or the statement: a defect of ours
};

class Error final : public std::runtime_error {
  public:
    Error(ErrorKind kind, std::string sqlstate, const std::string& message, bool maybe_executed = false)
        : std::runtime_error(message), kind_(kind), sqlstate_(std::move(sqlstate)), maybe_executed_(maybe_executed) {}

    ErrorKind kind() const noexcept { return kind_; }
    /// Nothing was done because others hold its rows, or the server is busy: it may be tried again.
    bool is_undone_by_others() const noexcept {
        return kind_ == ErrorKind::lock_timeout || kind_ == ErrorKind::timeout;
    }
    /// Five characters, or empty when the server said nothing.
    const std::string& sqlstate() const noexcept { return sqlstate_; }
    /// The effect of a write is unknown: the caller must ask again with the same idempotency key.
    bool maybe_executed() const noexcept { return maybe_executed_; }

  private:
    ErrorKind kind_;
    std::string sqlstate_;
    bool maybe_executed_;
};

/// The one table from SQLSTATE to kind (PostgreSQL's Appendix A).
ErrorKind kind_of(std::string_view sqlstate) noexcept;

}  // namespace gracy::postgres
