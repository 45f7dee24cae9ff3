// Work that burns CPU or blocks, done on another thread.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>

namespace gracy::io {

/// A bounded queue in front of a few threads.
class Offload {
  public:
    virtual ~Offload() = default;
    /// Runs `work` on another thread, then `done` on the loop's thread. False: the queue is full and neither will run.
    /// `work` owns everything it touches: whoever asked for it may be gone before it ends.
    virtual bool submit(Callback work, Callback done) = 0;
};

/// The queue of an `Offload` is full; the caller answers 503.
struct OffloadFull final : std::exception {
    const char* what() const noexcept override { return "too much work is waiting for a thread"; }
};

/// `co_await OffloadedCall(offload, function)`: the function's result, computed on another thread.
/// The function must own its data. Rethrows what it throws; throws OffloadFull.
template <class Function>
class [[nodiscard]] OffloadedCall {
  public:
    using Result = std::invoke_result_t<Function>;

    OffloadedCall(Offload& offload, Function function)
        : offload_(offload), call_(std::make_shared<Call>(std::move(function))) {}
    OffloadedCall(OffloadedCall&&) = delete;
    ~OffloadedCall() {
        call_->runner = nullptr;
        call_->abandoned.store(true, std::memory_order_relaxed);
    }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        call_->runner = waiting.promise().runner;
        call_->waiting = waiting;
        const bool accepted = offload_.submit([call = call_] { call->run(); }, [call = call_] { call->finish(); });
        if (!accepted) {
            throw OffloadFull();
        }
    }
    Result await_resume() {
        if (call_->exception) {
            std::rethrow_exception(call_->exception);
        }
        return std::move(*call_->result);
    }

  private:
    // Shared with the thread: the awaiter may be destroyed while the function runs. Only the loop's thread touches
    // `runner` and `waiting`, only the other one `result` and `exception`, until `finish`; both touch `abandoned`.
    struct Call {
        explicit Call(Function f) : function(std::move(f)) {}
        void run() noexcept {
            // Nobody waits any more: what does goes first.
            if (abandoned.load(std::memory_order_relaxed)) {
                return;
            }
            try {
                result.emplace(function());
            } catch (...) {
                exception = std::current_exception();
            }
        }
        void finish() noexcept {
            if (runner != nullptr) {
                runner->ready(waiting);
            }
        }
        Function function;
        std::optional<Result> result;
        std::exception_ptr exception;
        base::Runner* runner = nullptr;
        std::coroutine_handle<> waiting;
        std::atomic<bool> abandoned = false;
    };

    Offload& offload_;
    std::shared_ptr<Call> call_;
};

}  // namespace gracy::io
