#include "io/thread_offload.hpp"

#include <sys/eventfd.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

namespace gracy::io {

namespace {

/// Threads inherit the mask of whoever starts them. A signal belongs to the loop's thread, which it has to wake.
class SignalsBlocked {
  public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_{};
};

}  // namespace

ThreadOffload::ThreadOffload(Reactor& reactor, std::size_t threads, std::size_t queue)
    : queue_(queue), event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    watch_ = reactor.watch(event_, [this](Interest) { tell(); });
    watch_->want(Interest::read);
    const SignalsBlocked blocked;
    threads_.reserve(threads);
    try {
        for (; alive_ < threads; ++alive_) {
            threads_.emplace_back([this] { run(); });
        }
    } catch (...) {
        stop(std::chrono::milliseconds::max());
        close(event_);
        throw;
    }
    idle_ = threads;
}

ThreadOffload::~ThreadOffload() {
    stop(std::chrono::milliseconds::max());
    close(event_);
}

bool ThreadOffload::stop(std::chrono::milliseconds patience) {
    watch_.reset();
    bool ended = true;
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        waiting_.clear();
        changed_.notify_all();
        const auto all_left = [this] { return alive_ == 0; };
        if (patience == std::chrono::milliseconds::max()) {
            left_.wait(lock, all_left);
        } else {
            ended = left_.wait_for(lock, patience, all_left);
        }
    }
    for (std::thread& thread : threads_) {
        ended ? thread.join() : thread.detach();
    }
    threads_.clear();
    return ended;
}

bool ThreadOffload::submit(Callback work, Callback done) {
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= queue_ + idle_) {
            ++rejected_;
            return false;
        }
        waiting_.push_back({std::move(work), std::move(done)});
    }
    changed_.notify_one();
    return true;
}

std::size_t ThreadOffload::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

std::uint64_t ThreadOffload::rejected() const {
    const std::lock_guard lock(mutex_);
    return rejected_;
}

void ThreadOffload::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) {
            --alive_;
            left_.notify_all();
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
