#include "io/backoff.hpp"

#include "test.hpp"

using namespace gracy::io;
using namespace std::chrono_literals;

TEST(backing_off_grows_to_its_limit_and_never_waits_nothing) {
    for (unsigned attempt = 0; attempt < 64; ++attempt) {
        const auto delay = backoff(attempt, 50ms, 5000ms);
        EXPECT(delay >= 1ms);
        EXPECT(delay <= 5000ms);
        EXPECT(attempt != 0 || delay <= 50ms);
    }
}
