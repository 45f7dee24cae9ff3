// A statement on its way, as the coroutine that asked for it holds it.
#pragma once

#include "base/task.hpp"
#include "postgres/error.hpp"
#include "postgres/slot.hpp"

#include <optional>

namespace gracy::postgres {

/// Where statements go: a lane of shared connections, or one leased connection.
class Lane {
  public:
    /// Takes the statement, or fails it at once. Its waiter hears of the end exactly once.
    virtual void submit(std::unique_ptr<Slot> slot) = 0;

  protected:
    ~Lane() = default;
};

/// The untyped half: starts when it is made, is awaited when its result is needed. Destroying it earlier abandons
/// the statement: unsent, it is never sent; sent, its result is drained and dropped.
class PendingQuery {
  public:
    PendingQuery(Lane& lane, std::unique_ptr<Slot> slot);
    PendingQuery(const PendingQuery&) = delete;
    PendingQuery& operator=(const PendingQuery&) = delete;
    ~PendingQuery();

    bool await_ready() const noexcept { return slot_ == nullptr; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) noexcept {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
    }

    /// For the slot: the end of the statement. Resumes nothing by itself.
    void complete(Result result) noexcept;
    void fail(Error error) noexcept;

  protected:
    /// The result, or its error thrown.
    Result take();
    /// Resumes the coroutine that waits, if one does; later, and once.
    void wake() noexcept;

    /// Null when the statement has ended.
    Slot* slot_;

  private:
    void finish() noexcept;

    Result result_;
    std::optional<Error> error_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

/// `co_await` gives postgres::Rows<Row>; throws postgres::Error.
template <class Row>
class [[nodiscard]] Query final : public PendingQuery {
  public:
    /// `executed`, where given, is set when the statement has succeeded; it must outlive the query.
    Query(Lane& lane, std::uint16_t statement, Params params, bool* executed = nullptr)
        : PendingQuery(lane, std::make_unique<Slot>(statement, std::move(params))), executed_(executed) {}
    Rows<Row> await_resume() {
        Rows<Row> rows(take());
        if (executed_ != nullptr) {
            *executed_ = true;
        }
        return rows;
    }

  private:
    bool* executed_;
};

/// A word of the session itself (begin, commit, rollback); `co_await` gives the server's command tag.
class [[nodiscard]] ControlQuery final : public PendingQuery {
  public:
    ControlQuery(Lane& lane, Control control) : PendingQuery(lane, std::make_unique<Slot>(control)) {}
    std::string await_resume();
};

}  // namespace gracy::postgres
