// An Offload with threads of its own over any Reactor; the end of work wakes the loop through an eventfd.
#pragma once

#include "io/offload.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace gracy::io {

class ThreadOffload final : public Offload {
  public:
    /// `queue`: how much work may wait for a free thread. Throws std::system_error.
    ThreadOffload(Reactor& reactor, std::size_t threads, std::size_t queue);
    /// Waits for what is running; forgets what waits and tells no end any more.
    ~ThreadOffload() override;
    ThreadOffload(const ThreadOffload&) = delete;
    ThreadOffload& operator=(const ThreadOffload&) = delete;

    bool submit(Callback work, Callback done) override;

    /// Forgets what waits and gives what runs `patience` to end: getaddrinfo may sit in a time-out for longer than a
    /// process may stay. False: a thread still runs. It has been let go of, and neither this object nor the code may be
    /// taken from it before the process ends.
    bool stop(std::chrono::milliseconds patience);

    /// Work that no thread has taken yet, and how often there was too much of it.
    std::size_t waiting() const;
    std::uint64_t rejected() const;

  private:
    struct Item {
        Callback work;
        Callback done;
    };

    void run();
    void tell();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable left_;
    std::deque<Item> waiting_;
    std::vector<Callback> ended_;
    std::size_t queue_;
    std::size_t idle_ = 0;
    std::size_t alive_ = 0;
    std::uint64_t rejected_ = 0;
    bool stopping_ = false;

    int event_;
    std::unique_ptr<Watch> watch_;
    std::vector<std::thread> threads_;
};

}  // namespace gracy::io
