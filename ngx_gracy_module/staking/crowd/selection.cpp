#include "staking/crowd/selection.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace gracy::staking {
namespace {

constexpr std::ptrdiff_t choices_at_most = 6;
constexpr int one_in_explores = 20;
constexpr std::size_t groups_before_paid = 3;

enum class Liars : unsigned char {
    are_left_out,
    come_last,
};

std::vector<Provider*> ranked(std::deque<Provider>& providers, base::Timestamp now, Liars with_liars) {
    std::vector<Provider*> order;
    std::vector<Provider*> liars;
    for (Provider& provider : providers) {
        const ProviderState state = provider.state(now);
        if (state == ProviderState::quarantined) {
            liars.push_back(&provider);
        } else if (state != ProviderState::wrong_chain) {
            order.push_back(&provider);
        }
    }
    // With nobody else configured even a liar is asked: what it says is verified like everybody's, and it is no quorum
    // alone unless the configuration says so. Where the others are only away they are waited for: how far the chain is
    // and which block is final is told and not proven, so nothing could be proven without them.
    if (order.empty()) {
        order = std::exchange(liars, {});
    }
    std::set<std::string_view> operators;
    std::map<const Provider*, std::tuple<bool, bool, bool, double, std::string_view>> ranks;
    for (Provider* provider : order) {
        const bool is_out =
            provider->state(now) == ProviderState::failing || provider->wait() > Selection::longest_wait;
        ranks[provider] = {is_out, provider->is_paid(), false, -provider->score(now), provider->name()};
    }
    const auto rank = [&](const Provider* provider) { return ranks.at(provider); };
    std::ranges::sort(order, {}, rank);
    for (const Provider* provider : order) {
        std::get<2>(ranks[provider]) = !operators.insert(provider->group()).second;
    }
    std::ranges::sort(order, {}, rank);
    if (with_liars == Liars::come_last) {
        order.insert(order.end(), liars.begin(), liars.end());
    }
    return order;
}

/// How many of the first may be asked first: public ones of which nothing bad is known.
std::ptrdiff_t first_choices(const std::vector<Provider*>& order, base::Timestamp now) {
    const auto is_one = [&](Provider* provider) {
        return !provider->is_paid() && Selection::is_usable(*provider, now);
    };
    return std::ranges::find_if_not(order, is_one) - order.begin();
}

void move_to_front(std::vector<Provider*>& order, std::ptrdiff_t place) {
    std::rotate(order.begin(), order.begin() + place, order.begin() + place + 1);
}

/// Whoever has had the fewest turns, the best of them. False when everybody has shown itself.
bool lead_with_a_trial(std::vector<Provider*>& order, base::Timestamp now, Subject subject) {
    if (subject != Subject::claims && subject != Subject::receipts) {
        return false;
    }
    const auto end = order.begin() + first_choices(order, now);
    const auto turns_left = [&](Provider* provider) { return provider->trial(subject).turns_left(); };
    const auto newest = std::ranges::max_element(order.begin(), end, {}, turns_left);
    if (newest == end || turns_left(*newest) == 0) {
        return false;
    }
    (*newest)->trial(subject).take_turn();
    move_to_front(order, newest - order.begin());
    return true;
}

/// The public operators behind the first few are left for when nobody can be paid.
void bring_paid_forward(std::vector<Provider*>& order, base::Timestamp now) {
    const auto is_paid = [&](Provider* provider) {
        return provider->is_paid() && Selection::is_usable(*provider, now);
    };
    const auto paid = std::ranges::find_if(order, is_paid);
    const auto behind_paid = std::find_if_not(paid, order.end(), is_paid);
    std::set<std::string_view> groups;
    auto place = order.begin();
    for (; place != paid; ++place) {
        if (groups.size() == groups_before_paid && !groups.contains((*place)->group())) {
            break;
        }
        groups.insert((*place)->group());
    }
    std::rotate(place, paid, behind_paid);
}

}  // namespace

bool Selection::is_usable(Provider& provider, base::Timestamp now) {
    return provider.state(now) == ProviderState::healthy && provider.wait() <= longest_wait;
}

std::vector<Provider*> Selection::everybody(std::deque<Provider>& providers, base::Timestamp now) {
    std::vector<Provider*> order = ranked(providers, now, Liars::are_left_out);
    lead_with_a_choice(order, now);
    return order;
}

std::vector<Provider*> Selection::for_one_answer(std::deque<Provider>& providers, base::Timestamp now,
                                                 Subject subject) {
    std::vector<Provider*> order =
        ranked(providers, now, proves_itself(subject) ? Liars::come_last : Liars::are_left_out);
    std::erase_if(order, [](const Provider* provider) { return !provider->chain_checked; });
    if (!lead_with_a_trial(order, now, subject)) {
        lead_with_a_choice(order, now);
    }
    bring_paid_forward(order, now);
    return order;
}

/// The better of two among the six best, and now and then anybody: the best alone would have all the load, and nobody
/// would know whether the others are better by now.
void Selection::lead_with_a_choice(std::vector<Provider*>& order, base::Timestamp now) {
    const std::ptrdiff_t choices = first_choices(order, now);
    if (choices < 2) {
        return;
    }
    const auto pick = [&](std::ptrdiff_t most) {
        return std::uniform_int_distribution<std::ptrdiff_t>(0, std::min(choices, most) - 1)(dice_);
    };
    const bool explores = std::uniform_int_distribution(1, one_in_explores)(dice_) == 1;
    move_to_front(order, explores ? pick(choices) : std::min(pick(choices_at_most), pick(choices_at_most)));
}

}  // namespace gracy::staking
