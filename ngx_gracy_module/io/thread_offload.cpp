#include "io/thread_offload.hpp"

#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace gracy::io {

ThreadOffload::ThreadOffload(Reactor& reactor, std::size_t threads, std::size_t queue)
    : queue_(queue), event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    watch_ = reactor.watch(event_, [this](Interest) { tell(); });
    watch_->want(Interest::read);
    idle_ = threads;
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { run(); });
    }
}

ThreadOffload::~ThreadOffload() {
    watch_.reset();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
    threads_.clear();
    close(event_);
}

bool ThreadOffload::submit(Callback work, Callback done) {
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= queue_ + idle_) {
            return false;
        }
        waiting_.push_back({std::move(work), std::move(done)});
    }
    changed_.notify_one();
    return true;
}

void ThreadOffload::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) {
            return;
        }
        Item item = std::move(waiting_.front());
        waiting_.pop_front();
        --idle_;
        lock.unlock();
        item.work();
        item.work = nullptr;
        lock.lock();
        ++idle_;
        ended_.push_back(std::move(item.done));
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = write(event_, &one, sizeof one);
    }
}

void ThreadOffload::tell() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t taken = read(event_, &count, sizeof count);
    std::vector<Callback> ended;
    {
        const std::lock_guard lock(mutex_);
        ended.swap(ended_);
    }
    for (Callback& done : ended) {
        done();
    }
}

}  // namespace gracy::io
