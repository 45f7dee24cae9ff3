#include "io/thread_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "test.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>

using gracy::io::ManualReactor;
using gracy::io::OffloadedCall;
using gracy::io::Pump;
using gracy::io::ThreadOffload;

namespace {

gracy::base::Task<void> call(ThreadOffload& offload, std::function<int()> work) {
    co_await OffloadedCall(offload, std::move(work));
}

}  // namespace

TEST(work_that_nobody_waits_for_any_more_is_not_begun) {
    ManualReactor reactor{ManualReactor::Time::real};
    ThreadOffload offload{reactor, 1, 8};
    std::binary_semaphore gate{0};
    std::atomic<int> begun = 0;
    bool last_ended = false;
    Pump slow(reactor,
              call(offload,
                   [&] {
                       gate.acquire();
                       return ++begun;
                   }),
              [](std::exception_ptr) {});
    auto abandoned = std::make_unique<Pump>(reactor, call(offload, [&] { return ++begun; }), [](std::exception_ptr) {});
    Pump last(reactor, call(offload, [&] { return ++begun; }), [&](std::exception_ptr) { last_ended = true; });
    slow.start();
    abandoned->start();
    last.start();
    reactor.turn();
    abandoned.reset();
    gate.release();
    EXPECT(reactor.run_until([&] { return last_ended; }));
    EXPECT_EQ(begun.load(), 2);
}
