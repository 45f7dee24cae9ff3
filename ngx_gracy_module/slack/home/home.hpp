// App Home: what a member sees when they open Gracy.
#pragma once

#include "base/clock.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct HomeKudos {
    /// Empty: given anonymously.
    std::string_view giver;
    std::string_view value;
    std::string_view message;
    /// Of the message whose reaction gave it; empty: there is none.
    std::string_view link{};
};

/// A survey that waits for an answer.
struct HomeSurvey {
    std::string wave_id;
    std::string_view title;
    /// As the reader's clock has it.
    std::string_view until;
};

/// What there is today besides what its reader does themselves.
struct HomeNews {
    /// Among this month's receivers.
    std::optional<std::int32_t> place{};
    /// The next coffee's program, and when it is; both are there or neither.
    std::optional<std::string_view> coffee{};
    std::optional<std::string_view> coffee_at{};
    std::vector<HomeSurvey> surveys{};
    /// Names, and how many are celebrated in all.
    std::vector<std::string_view> celebrated{};
    std::int32_t celebrated_count = 0;
};

/// A place on this month's leaderboard.
struct HomeLeader {
    std::string_view name;
    std::int32_t points = 0;
};

/// One of the things that wait, which is seen to behind its button.
struct HomeWaiting {
    std::string id;
    /// An announcement's title, or who asks.
    std::string_view title;
    /// How it begins.
    std::string_view text;
};

/// What waits for somebody, for who runs the team space.
struct HomeDuties {
    /// Announcements and corrections.
    std::int32_t to_approve = 0;
    /// Of the last ones that ask for it.
    std::int32_t unacknowledged = 0;
    std::int32_t open_tickets = 0;
    /// What Slack says of the token; nothing: all is well.
    std::optional<std::string_view> trouble{};
    /// The oldest of them.
    std::vector<HomeWaiting> announcements{};
    std::vector<HomeWaiting> tickets{};
};

struct Home {
    http::Language language = http::Language::english;
    /// Nothing for somebody who is no member.
    std::optional<std::int32_t> allowance_left;
    /// Why, for who is no member.
    std::string refusal{};
    /// Points of this month.
    std::int64_t received = 0;
    std::int64_t given = 0;
    /// How their day is, from 1 to 5; nothing: they have not said yet.
    std::optional<std::int32_t> mood{};
    /// Newest first.
    std::vector<HomeKudos> kudos{};
    /// By their clock.
    std::optional<base::Date> today{};
    HomeNews news{};
    /// Best first.
    std::vector<HomeLeader> leaders{};
    /// Nothing for who has none.
    std::optional<HomeDuties> duties{};
};

/// The button that opens the form, here and in other messages.
inline constexpr std::string_view give_kudos_action = "give_kudos";

std::string home_of(const Home& home);

}  // namespace gracy::slack
