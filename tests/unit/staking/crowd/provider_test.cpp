#include "staking/crowd/provider.hpp"
#include "base/text.hpp"
#include "nobody_answers.hpp"
#include "test.hpp"

using gracy::base::Timestamp;
using gracy::staking::Provider;
using gracy::staking::ProviderState;
using namespace std::chrono_literals;

namespace {

const Timestamp now{std::chrono::hours(450'000)};

struct World {
    gracy::staking::test::NobodyAnswers http;
    gracy::staking::ethereum::HeaderForms forms;
    Provider provider{gracy::staking::ProviderSettings{.name = "a", .group = "of-a", .url = "http://x/", .paid = false},
                      http, 1s, forms};
};

}  // namespace

TEST(lies_that_come_to_light_at_once_are_counted_and_are_one_quarantine) {
    World world;
    for (int contract = 0; contract < 9; ++contract) {
        world.provider.lied(now + std::chrono::seconds(contract), "a lie");
    }
    EXPECT_EQ(world.provider.take_counts().lies, 9);
    EXPECT(world.provider.until() == now + 5min);
    EXPECT(world.provider.state(now + 5min - 1s) == ProviderState::quarantined);
    EXPECT(world.provider.state(now + 5min) == ProviderState::healthy);
}

TEST(a_lie_after_the_quarantine_is_another_one_and_longer) {
    World world;
    world.provider.lied(now, "a lie");
    world.provider.lied(now + 1s, "the same");
    world.provider.lied(now + 6min, "another");
    EXPECT(world.provider.until() == now + 6min + 20min);
}

TEST(a_quarantine_from_before_a_restart_is_no_longer_either) {
    World world;
    world.provider.restore(now, {.is_quarantined = true,
                                 .out = 60s,
                                 .past = {.answers = 10, .lies = 1},
                                 .calls_per_second = std::nullopt,
                                 .blocks_at_a_time = std::nullopt});
    world.provider.lied(now, "a lie");
    EXPECT(world.provider.until() == now + 60s);
}

TEST(what_others_have_found_out_makes_a_quarantine_no_shorter) {
    World world;
    world.provider.lied(now, "a lie");
    const auto learned = [](std::chrono::seconds out, bool is_quarantined) {
        return Provider::Learned{.is_quarantined = is_quarantined,
                                 .out = out,
                                 .past = {.answers = 10, .lies = 1},
                                 .calls_per_second = std::nullopt,
                                 .blocks_at_a_time = std::nullopt};
    };
    world.provider.restore(now, learned(60s, true));
    EXPECT(world.provider.until() == now + 5min);
    world.provider.restore(now, learned(0s, false));
    EXPECT(world.provider.until() == now + 5min);
    world.provider.restore(now, learned(600s, true));
    EXPECT(world.provider.until() == now + 10min);
    EXPECT(world.provider.state(now) == ProviderState::quarantined);
}

TEST(whoever_is_too_slow_to_be_waited_for_is_known_to_be_slow) {
    World world;
    world.provider.was_slower(1500ms);
    EXPECT_EQ(world.provider.latency_ms().value(), 1500);
    EXPECT(world.provider.state(now) == ProviderState::healthy);
}

TEST(an_error_in_any_language_is_kept_as_text) {
    World world;
    for (std::size_t cut = 0; cut < 3; ++cut) {
        std::string why(cut, 'x');
        while (why.size() < 2000) {
            why += "점검 중입니다";
        }
        world.provider.failed(now, why);
        EXPECT(gracy::base::is_utf8(world.provider.error()));
        EXPECT(why.starts_with(world.provider.error()) && world.provider.error().size() > 100);
    }
    world.provider.refused("\xff\xfe");
    EXPECT(gracy::base::is_utf8(world.provider.error()));
}
