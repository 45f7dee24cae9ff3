// Tasks that run beside one another, and whose results are taken in the order in which they were begun.
#pragma once

#include "io/condition.hpp"
#include "io/pump.hpp"

#include <cstddef>
#include <exception>
#include <list>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace gracy::io {

/// Whoever begins them decides how many there are at a time. Destroying this cancels those that have not ended.
template <class T>
class OrderedTasks {
  public:
    explicit OrderedTasks(Reactor& reactor) : reactor_(reactor), ended_(reactor) {}
    OrderedTasks(const OrderedTasks&) = delete;
    OrderedTasks& operator=(const OrderedTasks&) = delete;

    void begin(base::Task<T> task) {
        Running& running = running_.emplace_back();
        running.pump.emplace(reactor_, store(std::move(task), running.result),
                             [this, &running](std::exception_ptr why) {
                                 running.failure = std::move(why);
                                 running.has_ended = true;
                                 ended_.notify_all();
                             });
        running.pump->start();
    }

    /// How many were begun and not taken.
    std::size_t size() const noexcept { return running_.size(); }
    bool empty() const noexcept { return running_.empty(); }

    /// The result of the one that was begun first, or what it threw. Precondition: there is one, and nobody else waits.
    base::Task<T> next() {
        while (!running_.front().has_ended) {
            co_await ended_.wait();
        }
        // No longer one of them even if it threw.
        std::list<Running> first;
        first.splice(first.begin(), running_, running_.begin());
        if (first.front().failure) {
            std::rethrow_exception(first.front().failure);
        }
        if constexpr (!std::is_void_v<T>) {
            co_return std::move(*first.front().result);
        }
    }

  private:
    using Result = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
    struct Running {
        std::optional<Result> result;
        std::exception_ptr failure;
        bool has_ended = false;
        std::optional<Pump> pump;
    };

    static base::Task<void> store(base::Task<T> task, std::optional<Result>& result) {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(task);
        } else {
            result.emplace(co_await std::move(task));
        }
    }

    Reactor& reactor_;
    Condition ended_;
    std::list<Running> running_;
};

}  // namespace gracy::io
