// A crowd of providers whose chain may become another one, and of whom some want to be left alone.
#include "staking/crowd/crowd.hpp"
#include "base/json.hpp"
#include "io/inline_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace gracy;
using namespace gracy::staking;
using namespace std::chrono_literals;

namespace {

/// Nodes by their address.
class Nodes final : public io::HttpClient {
  public:
    struct Node {
        std::int64_t chain_id = 1;
        std::optional<char> genesis = 'a';
        bool is_down = false;
        bool is_busy = false;
        bool hangs = false;
        int asked_for_its_chain = 0;
        int calls = 0;
    };
    std::map<std::string, Node> nodes;

    explicit Nodes(io::Reactor& reactor) : reactor_(reactor) {}

    base::Task<io::HttpResponse> send(io::HttpRequest request) override {
        Node& node = nodes.at(request.url);
        const base::Json question = base::Json::parse(request.body);
        const auto method = question["method"].string().value();
        ++node.calls;
        if (node.hangs) {
            co_await io::Sleep(reactor_, 10s);
            throw io::HttpError(io::HttpFailure::timeout, false, "no answer");
        }
        if (node.is_down) {
            throw io::HttpError(io::HttpFailure::connect, false, "refused");
        }
        if (node.is_busy) {
            co_return io::HttpResponse{429, {{"retry-after", "5"}}, "slower"};
        }
        std::string result;
        if (method == "eth_chainId") {
            ++node.asked_for_its_chain;
            result = fmt::format(R"("0x{:x}")", node.chain_id);
        } else if (method == "eth_getBlockByNumber") {
            result = node.genesis ? fmt::format(R"({{"number":"0x0","hash":"0x{}"}})", std::string(64, *node.genesis))
                                  : "null";
        }
        co_return io::HttpResponse{
            200,
            {},
            fmt::format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", question["id"].integer().value(), result)};
    }

  private:
    io::Reactor& reactor_;
};

struct World {
    io::ManualReactor reactor;
    base::ManualClock clock{base::Timestamp(1'800'000'000s)};
    io::InlineOffload offload{reactor};
    io::SystemResolver resolver{offload};
    postgres::Statistics statistics;
    // Never opened: nothing here is written down.
    postgres::Database database{reactor, resolver, postgres::Conninfo("host=/nowhere dbname=none"), {}, {}, statistics};
    Nodes http{reactor};
    ethereum::HeaderForms forms;
    std::optional<Crowd> crowd;

    explicit World(std::vector<std::string> names, std::optional<std::int64_t> confirmations = {}) {
        CrowdSettings settings;
        settings.confirmations = confirmations;
        settings.chain_id = 1;
        for (const std::string& name : names) {
            const std::string url = "http://" + name + "/";
            settings.providers.push_back({.name = name, .group = "of-" + name, .url = url, .paid = name == "paid"});
            http.nodes[url];
        }
        crowd.emplace(reactor, database, http, clock, settings, forms);
    }

    Nodes::Node& node(const std::string& name) { return http.nodes.at("http://" + name + "/"); }

    /// Until it is over.
    template <class T>
    void run(base::Task<T> task) {
        std::exception_ptr failure;
        bool done = false;
        io::Pump pump(reactor, std::move(task), [&](std::exception_ptr exception) {
            failure = exception;
            done = true;
        });
        pump.start();
        reactor.turn();
        for (took = 0s; !done && took < 60s; took += 1s) {
            reactor.advance(1s);
        }
        EXPECT(done);
        if (failure) {
            std::rethrow_exception(failure);
        }
    }

    void identify() { run(crowd->identify()); }

    /// The last run.
    std::chrono::seconds took{0};
};

base::Task<void> agree_on_a_word(Crowd& crowd, std::string& word) {
    // A function of its own, because the question outlives the call.
    Crowd::Question<std::string> question = [](Rpc& rpc) -> base::Task<Answer<std::string>> {
        co_return Answer<std::string>{std::to_string(co_await rpc.chain_id()), {}};
    };
    word = co_await crowd.agree_on<std::string>(std::move(question), [](const std::string& said) { return said; });
}

base::Task<void> first(Crowd& crowd, Crowd::Question<std::int64_t> question) {
    co_await crowd.first<std::int64_t>(std::move(question));
}

}  // namespace

TEST(which_chain_a_provider_serves_is_asked_once_a_day) {
    World world({"a", "b", "c"});
    world.identify();
    world.clock.advance(24h - 1s);
    world.identify();
    EXPECT_EQ(world.node("a").asked_for_its_chain, 1);
    world.clock.advance(1s);
    world.identify();
    world.identify();
    EXPECT_EQ(world.node("a").asked_for_its_chain, 2);
    EXPECT_EQ(world.node("c").asked_for_its_chain, 2);
}

TEST(a_provider_that_has_moved_to_another_chain_is_found_out_a_day_later) {
    World world({"a", "b", "c"});
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("b").chain_id = 5;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving * 2 / 3);
    world.clock.advance(24h - 1s);
    world.identify();
    EXPECT_EQ(world.node("b").asked_for_its_chain, 2);
}

TEST(a_provider_that_has_told_another_chain_once_is_back_when_it_tells_the_right_one_a_day_later) {
    World world({"a", "b", "c"});
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("b").chain_id = 5;
    world.node("c").genesis = 'f';
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving / 3);
    world.node("b").chain_id = 1;
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving * 2 / 3);
    world.node("c").genesis = 'a';
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
}

TEST(who_serves_another_chain_and_does_not_answer_a_day_later_is_not_waited_for_in_each_cycle) {
    World world({"a", "b", "c"});
    world.node("b").chain_id = 5;
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("b").is_down = true;
    world.clock.advance(24h);
    world.identify();
    world.node("b").is_down = false;
    world.identify();
    EXPECT_EQ(world.node("b").asked_for_its_chain, 1);
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
}

TEST(a_fork_that_names_its_first_block_no_more_is_still_one) {
    World world({"a", "b", "c"});
    world.node("c").genesis = 'f';
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("c").genesis.reset();
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.node("c").asked_for_its_chain, 2);
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
}

TEST(a_provider_that_has_moved_to_a_fork_which_kept_the_id_is_found_out_too) {
    World world({"a", "b", "c"});
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("c").genesis = 'f';
    world.clock.advance(24h);
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving * 2 / 3);
}

TEST(who_tells_the_first_block_first_does_not_decide_for_ever) {
    World world({"a", "b", "c", "d", "e", "f"});
    for (const char* const name : {"c", "d", "e", "f"}) {
        world.node(name).is_down = true;
    }
    world.node("a").genesis = world.node("b").genesis = 'f';
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), std::size_t(8));
    // As many contradict: nobody is more than the others.
    world.node("c").is_down = world.node("d").is_down = false;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), std::size_t(8));
    // Twice as many.
    world.node("e").is_down = world.node("f").is_down = false;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), std::size_t(16));
}

TEST(a_vote_that_is_settled_asks_nobody_else_and_pays_nobody) {
    World world({"a", "b", "c", "d", "e", "paid"});
    world.identify();
    // Its answer is another one, and it is not out for it.
    world.node("a").chain_id = 5;
    for (auto& [url, node] : world.http.nodes) {
        node.calls = 0;
    }
    int dissented = 0;
    for (int times = 0; times < 40; ++times) {
        const int before = world.node("a").calls;
        std::string word;
        world.run(agree_on_a_word(*world.crowd, word));
        EXPECT_EQ(word, std::string("1"));
        dissented += world.node("a").calls - before;
    }
    int calls = 0;
    for (const auto& [url, node] : world.http.nodes) {
        calls += node.calls;
    }
    EXPECT(dissented > 0);
    EXPECT_EQ(calls, 2 * 40 + dissented);
    EXPECT_EQ(world.node("paid").calls, 0);
}

TEST(who_is_away_when_the_day_is_over_keeps_its_place_and_is_asked_when_it_is_back) {
    World world({"a", "b", "c"});
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.clock.advance(24h);
    world.node("a").is_down = true;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
    world.node("a").is_down = false;
    world.node("a").chain_id = 5;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving * 2 / 3);
}

TEST(when_all_have_moved_nobody_serves) {
    World world({"a", "b"});
    world.identify();
    world.node("a").chain_id = world.node("b").chain_id = 5;
    world.clock.advance(24h);
    const auto error = EXPECT_THROW(ChainError, world.identify());
    EXPECT(std::string(error.what()).find("serves chain 5, not 1") != std::string::npos);
}

TEST(when_all_have_told_another_chain_they_are_asked_again_before_the_day_is_over) {
    World world({"a", "b"});
    world.identify();
    const auto serving = world.crowd->questions_at_once();
    world.node("a").chain_id = world.node("b").chain_id = 5;
    world.clock.advance(24h);
    EXPECT_THROW(ChainError, world.identify());
    EXPECT_THROW(ChainError, world.identify());
    world.node("a").chain_id = world.node("b").chain_id = 1;
    world.identify();
    EXPECT_EQ(world.crowd->questions_at_once(), serving);
}

TEST(who_has_contradicted_a_hash_is_not_asked_again_while_others_are_waited_for) {
    World world({"liar", "busy"});
    world.identify();
    world.node("busy").is_busy = true;
    int answers = 0;
    const Crowd::Question<std::int64_t> question = [&](Rpc& rpc) -> base::Task<Answer<std::int64_t>> {
        co_await rpc.chain_id();
        ++answers;
        co_return Answer<std::int64_t>{ethereum::contradicted("it has another hash"), {}};
    };
    EXPECT_THROW(RpcError, world.run(first(*world.crowd, question)));
    EXPECT_EQ(answers, 1);
}

TEST(nobody_can_is_said_when_all_say_so_and_not_by_the_last_one) {
    World world({"a", "b", "away"});
    world.identify();
    world.node("away").is_down = true;
    const Crowd::Question<std::int64_t> question = [](Rpc& rpc) -> base::Task<Answer<std::int64_t>> {
        co_await rpc.chain_id();
        throw RpcError(RpcFailure::refused, "it proves nothing");
    };
    const auto failure = [&] { return EXPECT_THROW(RpcError, world.run(first(*world.crowd, question))).failure(); };
    // Whoever is asked last.
    for (int times = 0; times < 4; ++times) {
        EXPECT_EQ(failure(), RpcFailure::unreachable);
    }
    // Of one that is given up nothing is expected.
    EXPECT_EQ(failure(), RpcFailure::refused);
    EXPECT_EQ(failure(), RpcFailure::refused);
}

TEST(long_readings_of_one_chain_share_what_may_be_asked_at_once) {
    World world({"a", "b", "c"});
    world.identify();
    const auto all = world.crowd->questions_at_once();
    const Crowd::Share first(*world.crowd);
    EXPECT_EQ(first.questions_at_once(), all);
    {
        const Crowd::Share second(*world.crowd);
        EXPECT_EQ(first.questions_at_once(), all / 2);
        EXPECT_EQ(second.questions_at_once(), all / 2);
        std::deque<Crowd::Share> more;
        for (std::size_t i = 0; i < all; ++i) {
            more.emplace_back(*world.crowd);
        }
        EXPECT_EQ(first.questions_at_once(), std::size_t(1));
    }
    EXPECT_EQ(first.questions_at_once(), all);
}

TEST(of_those_that_hang_none_waits_for_another) {
    World world({"a", "b", "c", "d", "e"});
    world.node("a").hangs = world.node("b").hangs = world.node("c").hangs = true;
    world.identify();
    EXPECT(world.took <= 11s);
}

TEST(who_fails_again_and_again_is_left_alone_for_a_while_where_others_make_a_quorum_and_one) {
    World world({"a", "b", "c", "down"});
    world.node("down").is_down = true;
    for (int cycle = 0; cycle < 20; ++cycle) {
        world.identify();
    }
    EXPECT_EQ(world.node("down").calls, 5);
    world.clock.advance(30s);
    world.identify();
    world.identify();
    EXPECT_EQ(world.node("down").calls, 6);
}

TEST(who_fails_is_asked_each_time_where_the_others_may_not_be_enough) {
    World world({"a", "b", "down"});
    world.node("down").is_down = true;
    for (int cycle = 0; cycle < 20; ++cycle) {
        world.identify();
    }
    EXPECT_EQ(world.node("down").calls, 20);
}

TEST(with_confirmations_nobody_answers_for_a_block_that_it_has_not_called_final_itself) {
    World world({"a"});
    World by_depth({"a"}, 12);
    Provider provider({.name = "a", .group = "of-a", .url = "http://a/", .paid = false}, world.http, 5s, world.forms);
    provider.head = 1000;
    provider.finalized = 988;
    EXPECT_EQ(world.crowd->answers_for(provider), 988);
    EXPECT_EQ(by_depth.crowd->answers_for(provider), 1000 - 64);
}
