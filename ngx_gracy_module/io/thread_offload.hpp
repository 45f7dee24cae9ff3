// An Offload with threads of its own over any Reactor; the end of work wakes the loop through an eventfd.
#pragma once

#include "io/offload.hpp"

#include <condition_variable>
#include <cstddef>
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

private:
    struct Item {
        Callback work;
        Callback done;
    };

    void run();
    void tell();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> waiting_;
    std::vector<Callback> ended_;
    std::size_t queue_;
    std::size_t idle_ = 0;
    bool stopping_ = false;

    int event_;
    std::unique_ptr<Watch> watch_;
    std::vector<std::jthread> threads_;
};

}  // namespace gracy::io
