#include "worker/signals.hpp"

#include "worker/guard.hpp"
#include "worker/uv_reactor.hpp"

#include <uv.h>
#include <array>
#include <csignal>
#include <system_error>

namespace gracy::worker {

struct Signals::State {
    std::array<uv_signal_t, 3> handles{};
    io::Callback on_stop;
    std::size_t open = 0;
};

namespace {

bool is_ignored(int number) {
    struct sigaction action{};
    return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Signals::Signals(UvReactor& reactor, io::Callback on_stop) : state_(new State) {
    std::signal(SIGPIPE, SIG_IGN);
    state_->on_stop = std::move(on_stop);
    constexpr std::array numbers = {SIGTERM, SIGINT, SIGHUP};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        uv_signal_t& handle = state_->handles[i];
        uv_signal_init(reactor.loop(), &handle);
        handle.data = state_;
        ++state_->open;
        if (numbers[i] == SIGHUP && is_ignored(SIGHUP)) {
            continue;
        }
        uv_signal_start(
            &handle,
            [](uv_signal_t* signal, int) {
                guarded("a signal", [signal] { static_cast<State*>(signal->data)->on_stop(); });
            },
            numbers[i]);
    }
}

Signals::~Signals() {
    for (uv_signal_t& handle : state_->handles) {
        uv_close(reinterpret_cast<uv_handle_t*>(&handle), [](uv_handle_t* closed) {
            auto* state = static_cast<State*>(closed->data);
            if (--state->open == 0) {
                delete state;
            }
        });
    }
}

}  // namespace gracy::worker
