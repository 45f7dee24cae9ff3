#include "worker/uv_reactor.hpp"

#include "worker/guard.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <uv.h>
#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <system_error>

namespace gracy::worker {

using io::Interest;
using std::chrono::milliseconds;

namespace {

void check(int status, const char* what) {
    if (status < 0) {
        throw std::system_error(-status, std::generic_category(), what);
    }
}

struct DeferredState {
    io::Callback work;
    bool scheduled = false;
    bool alive = true;
};

template <class Handle>
uv_handle_t* as_handle(Handle* handle) {
    return reinterpret_cast<uv_handle_t*>(handle);
}

}  // namespace

struct UvReactor::Loop {
    uv_loop_t loop{};
    // Deferred work runs before the loop may block and after it woke: whatever phase schedules it, it never waits.
    uv_prepare_t before_poll{};
    uv_check_t after_poll{};
    uv_timer_t limit{};
    std::deque<std::shared_ptr<DeferredState>> scheduled;
    std::size_t waiting_timers = 0;
    bool stopping = false;
    bool abandoned = false;

    void run_deferred() {
        while (!scheduled.empty()) {
            const std::shared_ptr<DeferredState> next = std::move(scheduled.front());
            scheduled.pop_front();
            next->scheduled = false;
            if (next->alive) {
                next->work();
            }
        }
        if (stopping && waiting_timers == 0) {
            uv_stop(&loop);
        }
    }

    static void on_turn(Loop* self) {
        guarded("deferred work", [self] { self->run_deferred(); });
    }
};

// libuv keeps a handle's memory until its close callback has run, which is after the callback that closed it returned:
// so a state frees itself there, and a callback may destroy its own handle.
class UvReactor::WatchHandle final : public io::Watch {
  public:
    WatchHandle(uv_loop_t* loop, int descriptor, std::move_only_function<void(Interest)> on_ready)
        : state_(std::make_unique<State>()) {
        state_->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (state_->descriptor < 0) {
            throw std::system_error(errno, std::generic_category(), "duplicating a descriptor to watch");
        }
        state_->on_ready = std::move(on_ready);
        if (const int status = uv_poll_init(loop, &state_->poll, state_->descriptor); status < 0) {
            ::close(state_->descriptor);
            check(status, "uv_poll_init");
        }
        state_->poll.data = state_.get();
    }
    WatchHandle(const WatchHandle&) = delete;
    ~WatchHandle() override {
        State* state = state_.release();
        state->alive = false;
        // Closing takes the descriptor out of epoll at once, so it can go at once too.
        uv_close(as_handle(&state->poll), [](uv_handle_t* handle) { delete static_cast<State*>(handle->data); });
        ::close(state->descriptor);
    }

    void want(Interest interest) override {
        state_->wanted = interest;
        state_->apply();
    }

  private:
    struct State {
        uv_poll_t poll{};
        std::move_only_function<void(Interest)> on_ready;
        int descriptor = -1;
        Interest wanted = Interest::none;
        bool alive = true;

        void apply() {
            if (wanted == Interest::none) {
                uv_poll_stop(&poll);
                return;
            }
            const int events =
                (has(wanted, Interest::read) ? UV_READABLE : 0) | (has(wanted, Interest::write) ? UV_WRITABLE : 0);
            check(uv_poll_start(&poll, events, on_event), "uv_poll_start");
        }

        static void on_event(uv_poll_t* poll, int status, int events) {
            guarded("a watch", [&] {
                auto* self = static_cast<State*>(poll->data);
                if (status < 0) {
                    // A socket error: libuv stops polling and names no direction. Whoever is interested finds the
                    // error by reading or writing, and goes on hearing of it as long as it lasts.
                    self->on_ready(self->wanted);
                    if (self->alive && self->wanted != Interest::none) {
                        self->apply();
                    }
                    return;
                }
                const int found = ((events & UV_READABLE) != 0 ? 1 : 0) | ((events & UV_WRITABLE) != 0 ? 2 : 0);
                const auto ready = static_cast<Interest>(found & static_cast<int>(self->wanted));
                if (ready != Interest::none) {
                    self->on_ready(ready);
                }
            });
        }
    };

    std::unique_ptr<State> state_;
};

class UvReactor::TimerHandle final : public io::Timer {
  public:
    TimerHandle(Loop& loop, io::AtShutdown at_shutdown, io::Callback on_fire) : state_(std::make_unique<State>(loop)) {
        state_->waits = at_shutdown == io::AtShutdown::waits;
        state_->on_fire = std::move(on_fire);
        check(uv_timer_init(&loop.loop, &state_->timer), "uv_timer_init");
        state_->timer.data = state_.get();
    }
    TimerHandle(const TimerHandle&) = delete;
    ~TimerHandle() override {
        stop();
        State* state = state_.release();
        uv_close(as_handle(&state->timer), [](uv_handle_t* handle) { delete static_cast<State*>(handle->data); });
    }

    void start(milliseconds delay) override {
        // The loop's own time is that of the turn's beginning; a delay counts from now.
        uv_update_time(&state_->loop.loop);
        const auto timeout = static_cast<std::uint64_t>(std::max<milliseconds::rep>(delay.count(), 0));
        check(uv_timer_start(&state_->timer, State::on_timeout, timeout, 0), "uv_timer_start");
        state_->set_running(true);
    }

    void stop() override {
        uv_timer_stop(&state_->timer);
        state_->set_running(false);
    }

  private:
    struct State {
        explicit State(Loop& owner) : loop(owner) {}
        Loop& loop;
        uv_timer_t timer{};
        io::Callback on_fire;
        bool waits = false;
        bool running = false;

        void set_running(bool now_running) {
            if (waits && running != now_running) {
                loop.waiting_timers += now_running ? 1 : std::size_t(-1);
            }
            running = now_running;
        }

        static void on_timeout(uv_timer_t* timer) {
            guarded("a timer", [timer] {
                auto* self = static_cast<State*>(timer->data);
                self->set_running(false);
                self->on_fire();
            });
        }
    };

    std::unique_ptr<State> state_;
};

class UvReactor::DeferredHandle final : public io::Deferred {
  public:
    DeferredHandle(Loop& loop, io::Callback work)
        : loop_(loop), state_(std::make_shared<DeferredState>(std::move(work))) {}
    DeferredHandle(const DeferredHandle&) = delete;
    ~DeferredHandle() override { state_->alive = false; }
    void schedule() override {
        if (!state_->scheduled) {
            state_->scheduled = true;
            loop_.scheduled.push_back(state_);
        }
    }

  private:
    Loop& loop_;
    std::shared_ptr<DeferredState> state_;
};

UvReactor::UvReactor() : loop_(std::make_unique<Loop>()) {
    check(uv_loop_init(&loop_->loop), "uv_loop_init");
    loop_->loop.data = loop_.get();
    uv_prepare_init(&loop_->loop, &loop_->before_poll);
    uv_check_init(&loop_->loop, &loop_->after_poll);
    uv_timer_init(&loop_->loop, &loop_->limit);
    // The active prepare handle also keeps `run` from ending while nothing else is going on.
    uv_prepare_start(&loop_->before_poll,
                     [](uv_prepare_t* handle) { Loop::on_turn(static_cast<Loop*>(handle->loop->data)); });
    uv_check_start(&loop_->after_poll,
                   [](uv_check_t* handle) { Loop::on_turn(static_cast<Loop*>(handle->loop->data)); });
}

UvReactor::~UvReactor() {
    uv_close(as_handle(&loop_->before_poll), nullptr);
    uv_close(as_handle(&loop_->after_poll), nullptr);
    uv_close(as_handle(&loop_->limit), nullptr);
    // Runs the close callbacks and waits for the thread pool's running work.
    uv_run(&loop_->loop, UV_RUN_DEFAULT);
    [[maybe_unused]] const int status = uv_loop_close(&loop_->loop);
    assert(status == 0);
}

std::unique_ptr<io::Watch> UvReactor::watch(int descriptor, std::move_only_function<void(Interest)> on_ready) {
    return std::make_unique<WatchHandle>(&loop_->loop, descriptor, std::move(on_ready));
}

std::unique_ptr<io::Timer> UvReactor::timer(io::AtShutdown at_shutdown, io::Callback on_fire) {
    return std::make_unique<TimerHandle>(*loop_, at_shutdown, std::move(on_fire));
}

std::unique_ptr<io::Deferred> UvReactor::deferred(io::Callback work) {
    return std::make_unique<DeferredHandle>(*loop_, std::move(work));
}

std::chrono::steady_clock::time_point UvReactor::now() const {
    return std::chrono::steady_clock::now();
}

void UvReactor::run() {
    uv_run(&loop_->loop, UV_RUN_DEFAULT);
}

void UvReactor::stop(milliseconds limit) {
    const auto timeout = static_cast<std::uint64_t>(std::max<milliseconds::rep>(limit.count(), 0));
    if (loop_->stopping && uv_timer_get_due_in(&loop_->limit) <= timeout) {
        return;
    }
    loop_->stopping = true;
    uv_update_time(&loop_->loop);
    uv_timer_start(
        &loop_->limit,
        [](uv_timer_t* timer) {
            auto* self = static_cast<Loop*>(timer->loop->data);
            self->abandoned = true;
            uv_stop(&self->loop);
        },
        timeout, 0);
}

bool UvReactor::stopping() const {
    return loop_->stopping;
}

bool UvReactor::abandoned_work() const {
    return loop_->abandoned;
}

uv_loop_s* UvReactor::loop() const {
    return &loop_->loop;
}

}  // namespace gracy::worker
