// Task<T>: the coroutine type of every handler and job.
//
// A task is lazy (nothing runs until it is awaited), move-only, and owns its frame: destroying a suspended task
// destroys everything below it, which is how a request is cancelled. Awaiting transfers control symmetrically, so
// chains of any depth use one stack frame.
//
// Whoever drives the chain is its Runner. An awaiter that waits for the outside world takes the runner in
// `await_suspend`, hands it the handle when the result is there, and never resumes anything itself.
#pragma once

#include "base/frame_pool.hpp"

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

namespace gracy::base {

/// Resumes one chain of coroutines, from the loop and never from inside somebody's callback.
class Runner {
  public:
    /// The awaiter that suspended `waiting` has its result; resume it later in this turn of the loop.
    virtual void ready(std::coroutine_handle<> waiting) noexcept = 0;

  protected:
    ~Runner() = default;
};

/// What every promise has in common: who resumes the chain and whom to continue.
struct PromiseBase {
    Runner* runner = nullptr;
    std::coroutine_handle<> continuation = std::noop_coroutine();

    static void* operator new(std::size_t size) { return allocate_frame(size); }
    static void operator delete(void* frame, std::size_t size) noexcept { release_frame(frame, size); }

    std::suspend_always initial_suspend() noexcept { return {}; }

    struct Final {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> finished) noexcept {
            return finished.promise().continuation;
        }
        void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }
};

template <class T>
class [[nodiscard]] Task;

template <class T>
struct Promise final : PromiseBase {
    std::variant<std::monostate, T, std::exception_ptr> outcome;

    Task<T> get_return_object() noexcept;
    void return_value(T value) { outcome.template emplace<1>(std::move(value)); }
    void unhandled_exception() noexcept { outcome.template emplace<2>(std::current_exception()); }

    T take() {
        if (outcome.index() == 2) {
            std::rethrow_exception(std::get<2>(std::move(outcome)));
        }
        return std::get<1>(std::move(outcome));
    }
};

template <>
struct Promise<void> final : PromiseBase {
    std::exception_ptr exception;

    Task<void> get_return_object() noexcept;
    void return_void() noexcept {}
    void unhandled_exception() noexcept { exception = std::current_exception(); }

    void take() {
        if (exception) {
            std::rethrow_exception(std::exchange(exception, nullptr));
        }
    }
};

template <class T>
class [[nodiscard]] Task {
  public:
    using promise_type = Promise<T>;

    Task() noexcept = default;
    explicit Task(std::coroutine_handle<promise_type> handle) noexcept : handle_(handle) {}
    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            reset();
            handle_ = std::exchange(other.handle_, nullptr);
        }
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() { reset(); }

    /// Destroys the coroutine and everything that it awaits.
    void reset() noexcept {
        if (handle_) {
            std::exchange(handle_, nullptr).destroy();
        }
    }

    explicit operator bool() const noexcept { return handle_ != nullptr; }
    bool done() const noexcept { return handle_ && handle_.done(); }

    /// For the runner of the chain: whom to resume first.
    std::coroutine_handle<> start(Runner& runner) noexcept {
        handle_.promise().runner = &runner;
        return handle_;
    }

    /// The result of a finished task, or its exception.
    T take() { return handle_.promise().take(); }

    class Awaiter {
      public:
        explicit Awaiter(std::coroutine_handle<promise_type> child) noexcept : child_(child) {}
        bool await_ready() const noexcept { return child_.done(); }
        template <class Parent>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Parent> parent) noexcept {
            child_.promise().runner = parent.promise().runner;
            child_.promise().continuation = parent;
            return child_;
        }
        T await_resume() { return child_.promise().take(); }

      private:
        std::coroutine_handle<promise_type> child_;
    };
    Awaiter operator co_await() && noexcept { return Awaiter(handle_); }
    Awaiter operator co_await() & noexcept { return Awaiter(handle_); }

  private:
    std::coroutine_handle<promise_type> handle_;
};

template <class T>
Task<T> Promise<T>::get_return_object() noexcept {
    return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
}

inline Task<void> Promise<void>::get_return_object() noexcept {
    return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

}  // namespace gracy::base
