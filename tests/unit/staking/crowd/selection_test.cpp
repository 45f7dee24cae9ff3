#include "staking/crowd/selection.hpp"
#include "nobody_answers.hpp"
#include "test.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

using gracy::base::Timestamp;
using gracy::staking::Provider;
using gracy::staking::Selection;
using gracy::staking::Subject;
using namespace std::chrono_literals;

namespace {

const Timestamp now{std::chrono::hours(450'000)};

struct Pool {
    gracy::staking::test::NobodyAnswers http;
    gracy::staking::ethereum::HeaderForms forms;
    std::deque<Provider> providers;
    Selection selection{7};

    /// Of an operator of its own, unless another is named. Who took longer is preferred less.
    Provider& add(std::string name, bool paid = false, std::string group = "") {
        const std::string owner = group.empty() ? "of-" + name : group;
        Provider& provider = providers.emplace_back(
            gracy::staking::ProviderSettings{.name = name, .group = owner, .url = "http://x/", .paid = paid}, http, 1s,
            forms);
        for (int i = 0; i < 50; ++i) {
            provider.answered(now, std::chrono::milliseconds(100 * providers.size()));
        }
        provider.chain_checked = true;
        return provider;
    }

    std::vector<std::string> for_one_answer(Subject subject = Subject::others) {
        std::vector<std::string> names;
        for (const Provider* provider : selection.for_one_answer(providers, now, subject)) {
            names.push_back(provider->name());
        }
        return names;
    }
};

}  // namespace

TEST(everybody_leads_a_question_about_events_once_before_the_dice_say_who_does) {
    Pool pool;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
        pool.add(name);
    }
    std::set<std::string> led;
    for (std::size_t i = 0; i < pool.providers.size(); ++i) {
        led.insert(pool.for_one_answer(Subject::claims).front());
    }
    EXPECT_EQ(led.size(), pool.providers.size());
}

TEST(the_best_of_those_that_have_not_shown_themselves_leads_first) {
    Pool pool;
    pool.add("quick");
    pool.add("slow");
    EXPECT_EQ(pool.for_one_answer(Subject::receipts).front(), "quick");
    EXPECT_EQ(pool.for_one_answer(Subject::receipts).front(), "slow");
}

TEST(who_has_shown_itself_about_one_subject_has_not_about_the_other) {
    Pool pool;
    Provider& proven = pool.add("proven");
    pool.add("new");
    proven.trial(Subject::claims).pass();
    for (int i = 0; i < gracy::staking::Trial::turns; ++i) {
        EXPECT_EQ(pool.for_one_answer(Subject::claims).front(), "new");
    }
    EXPECT_EQ(pool.for_one_answer(Subject::receipts).front(), "proven");
}

TEST(one_that_never_answers_is_not_tried_for_ever) {
    Pool pool;
    pool.add("good").trial(Subject::claims).pass();
    pool.add("mute");
    std::map<std::string, int> led;
    for (int i = 0; i < 1000; ++i) {
        ++led[pool.for_one_answer(Subject::claims).front()];
    }
    EXPECT(led["good"] > led["mute"]);
}

TEST(nobody_is_tried_who_is_paid_out_or_of_an_unknown_chain) {
    Pool pool;
    pool.add("good").trial(Subject::claims).pass();
    pool.add("paid", true);
    pool.add("unknown").chain_checked = false;
    pool.add("liar").lied(now, "a lie");
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(pool.for_one_answer(Subject::claims).front(), "good");
    }
}

TEST(after_three_operators_who_cost_nothing_it_is_the_paid_one_s_turn) {
    Pool pool;
    for (const char* name : {"a", "b", "c", "d", "e"}) {
        pool.add(name);
    }
    EXPECT_EQ(pool.for_one_answer().size(), std::size_t(5));
    pool.add("paid", true);
    for (int i = 0; i < 50; ++i) {
        const auto order = pool.for_one_answer();
        EXPECT_EQ(order.size(), std::size_t(6));
        EXPECT_EQ(order[3], "paid");
    }
}

TEST(three_endpoints_of_one_operator_are_not_three_operators) {
    Pool pool;
    for (const char* name : {"a", "b", "c"}) {
        pool.add(name, false, "one");
    }
    pool.add("d");
    pool.add("paid", true);
    EXPECT_EQ(pool.for_one_answer().back(), "paid");
}

TEST(a_step_that_hears_several_asks_every_operator_before_it_pays) {
    Pool pool;
    for (const char* name : {"a", "b", "c", "d", "e"}) {
        pool.add(name);
    }
    pool.add("paid", true);
    EXPECT_EQ(pool.selection.everybody(pool.providers, now).back()->name(), "paid");
}

TEST(a_proven_liar_is_asked_last_and_only_for_what_proves_itself) {
    Pool pool;
    pool.add("good");
    pool.add("away");
    pool.add("liar").lied(now, "a lie");
    for (int failures = 0; failures < 9; ++failures) {
        pool.providers[1].failed(now, "no answer");
    }
    using Names = std::vector<std::string>;
    for (const Subject subject : {Subject::proofs, Subject::receipts}) {
        EXPECT(pool.for_one_answer(subject) == Names({"good", "away", "liar"}));
    }
    for (const Subject subject : {Subject::claims, Subject::others}) {
        EXPECT(pool.for_one_answer(subject) == Names({"good", "away"}));
    }
    EXPECT_EQ(pool.selection.everybody(pool.providers, now).size(), std::size_t(2));
}

TEST(with_nobody_but_liars_they_are_asked_for_everything_once) {
    Pool pool;
    pool.add("liar").lied(now, "a lie");
    for (const Subject subject : {Subject::proofs, Subject::claims, Subject::others}) {
        EXPECT_EQ(pool.for_one_answer(subject).size(), std::size_t(1));
    }
}
