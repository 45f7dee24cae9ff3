#include "staking/crowd/crowd.hpp"

#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <tuple>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Whoever asks more of a provider at once only waits for its connections.
constexpr std::size_t questions_of_a_provider = 4;
constexpr std::size_t most_questions = 16;

// With those that want to be left alone: then whoever costs money is asked, or the question is given up.
constexpr std::chrono::milliseconds a_moment{1000};
constexpr std::chrono::seconds longest_patience{10};

// Blocks are heard of at different moments.
constexpr std::int64_t usually_ahead = 64;

// So far below a node's head no chain drops a block any more, whether or not the node knows one that is final.
constexpr std::int64_t never_dropped = 64;

/// Nothing from a node that knows none: its head is to be had all the same.
base::Task<std::optional<std::int64_t>> finalized_of(Rpc& rpc) {
    try {
        co_return co_await rpc.finalized();
    } catch (const RpcError& error) {
        if (error.failure() != RpcFailure::unknown && error.failure() != RpcFailure::refused) {
            throw;
        }
    }
    co_return std::nullopt;
}

/// For how long it is still not asked.
std::optional<std::int64_t> seconds_out(const Provider& provider, base::Timestamp now) {
    if (!provider.until() || *provider.until() <= now) {
        return std::nullopt;
    }
    return std::chrono::ceil<std::chrono::seconds>(*provider.until() - now).count();
}

}  // namespace

Crowd::Crowd(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http, const base::Clock& clock,
             const CrowdSettings& settings, const ethereum::HeaderForms& forms)
    : reactor_(reactor),
      database_(database),
      clock_(clock),
      settings_(settings),
      cycles_(reactor),
      selection_(static_cast<std::uint32_t>(clock.now().time_since_epoch().count())) {
    status_.quorum = settings.quorum;
    for (const ProviderSettings& provider : settings.providers) {
        providers_.emplace_back(provider, http, settings.timeout, forms);
    }
}

void Crowd::Trouble::note(const Provider& provider, base::Timestamp now, RpcError error) {
    const bool is_out_of_reach = error.failure() == RpcFailure::unreachable || error.failure() == RpcFailure::busy ||
                                 error.failure() == RpcFailure::timed_out;
    // What may be had from somebody later cannot be said to be had from nobody; but of one that fails again and again
    // nothing is to be expected.
    const int weighs = !is_out_of_reach ? 1 : provider.state(now) == ProviderState::healthy ? 2 : 0;
    if (!last_error || weighs >= weight) {
        weight = weighs;
        last_error.emplace(std::move(error));
    }
}

RpcError Crowd::Trouble::error() const {
    return last_error.value_or(RpcError(RpcFailure::unknown, "no provider may be asked"));
}

bool Crowd::Trouble::has_suspect(const Provider& provider) const {
    return std::ranges::find(suspects, &provider, &Suspect::provider) != suspects.end();
}

bool Crowd::Trouble::excludes(const Provider& provider) const {
    return has_suspect(provider) || provider.head.value_or(needed) < needed || without.contains(provider.group());
}

std::size_t Crowd::questions_at_once() {
    const auto serving = std::ranges::count_if(providers_, [&](Provider& provider) {
        return !provider.is_paid() && provider.chain_checked && Selection::is_usable(provider, clock_.now());
    });
    return std::clamp(questions_of_a_provider * static_cast<std::size_t>(serving), questions_of_a_provider,
                      most_questions);
}

bool Crowd::is_out(const Provider& provider, base::Timestamp now) {
    const ProviderState state = provider.state(now);
    return state == ProviderState::quarantined || state == ProviderState::wrong_chain;
}

bool Crowd::is_too_early_to_pay(const Provider& provider, const Trouble& trouble) {
    return provider.is_paid() && trouble.is_worth_waiting && trouble.is_patient;
}

void Crowd::note_busy(Provider& provider, Trouble& trouble) {
    trouble.is_worth_waiting = trouble.is_worth_waiting || provider.wait() <= longest_patience;
}

base::Task<bool> Crowd::wait_a_moment(Trouble& trouble) {
    if (!std::exchange(trouble.is_worth_waiting, false) || !trouble.is_patient) {
        co_return false;
    }
    if (!trouble.patience) {
        trouble.patience = reactor_.now() + longest_patience;
    }
    trouble.is_patient = reactor_.now() < *trouble.patience;
    if (trouble.is_patient) {
        co_await io::Sleep(reactor_, a_moment);
    }
    co_return true;
}

base::Task<Heights> Crowd::begin() {
    const std::uint64_t known = begun_.times;
    const auto turn = co_await cycles_.lock();
    if (begun_.times == known) {
        std::exception_ptr failure;
        try {
            co_await open();
            co_await identify();
            co_await ask_heights();
        } catch (const RpcError&) {
            failure = std::current_exception();
        } catch (const ChainError&) {
            failure = std::current_exception();
        }
        begun_ = {known + 1,
                  failure ? Heights()
                          : Heights{.head = head(),
                                    .finalized = finalized(),
                                    .without_finality = groups_without_finality_.size()},
                  failure};
    }
    is_saved_ = false;
    if (begun_.failure) {
        std::rethrow_exception(begun_.failure);
    }
    co_return begun_.heights;
}

base::Task<void> Crowd::save() {
    const auto turn = co_await cycles_.lock();
    co_await save_all();
}

base::Task<void> Crowd::open() {
    if (!opened_) {
        postgres::Client client(database_);
        const auto rows = co_await client.read(sql::staking::list_providers, settings_.chain_id);
        for (const auto& row : rows) {
            const auto found = std::ranges::find(providers_, row.name, &Provider::name);
            if (found != providers_.end()) {
                found->restore(clock_.now(), {.is_quarantined = row.state == "quarantined",
                                              .out = std::chrono::seconds(row.seconds_out),
                                              .past = {.answers = row.recent_answers, .lies = row.recent_lies},
                                              .calls_per_second = row.calls_per_second,
                                              .blocks_at_a_time = row.blocks_at_a_time});
            }
        }
        opened_ = true;
    } else if (!is_saved_) {
        co_await save_all();
    }
    is_saved_ = false;
}

/// One that fails again and again is left alone until its time is over, while one operator more than the quorum
/// serves: each cycle would wait for it.
bool Crowd::may_rest(const Provider& provider) const {
    const base::Timestamp now = clock_.now();
    std::set<std::string_view> serving;
    for (const Provider& other : providers_) {
        if (!other.is_paid() && other.chain_checked && other.state(now) == ProviderState::healthy) {
            serving.insert(other.group());
        }
    }
    return provider.state(now) == ProviderState::failing && serving.size() > settings_.quorum;
}

bool Crowd::is_second_choice(const Provider& provider, Provider& other) {
    return !other.is_paid() && other.group() != provider.group() && Selection::is_usable(other, clock_.now());
}

std::int64_t Crowd::answers_for(const Provider& provider) const {
    const std::int64_t called_final = settings_.confirmations ? 0 : provider.finalized.value_or(0);
    return std::max(called_final, provider.head.value_or(0) - never_dropped);
}

std::int64_t Crowd::head() const {
    std::map<std::string_view, std::int64_t> heads;
    for (const Provider& provider : providers_) {
        if (provider.head) {
            auto& head = heads[provider.group()];
            head = std::max(head, *provider.head);
        }
    }
    std::vector<std::int64_t> sorted;
    for (const auto& [group, head] : heads) {
        sorted.push_back(head);
    }
    std::ranges::sort(sorted, std::greater<>());
    return sorted.empty() ? 0 : sorted[std::min<std::size_t>(1, sorted.size() - 1)];
}

void Crowd::measure_lag() {
    const std::int64_t known = head();
    for (Provider& provider : providers_) {
        provider.lag = provider.head ? std::max<std::int64_t>(known - *provider.head, 0) : 0;
    }
}

/// Nobody follows one that is ahead of all others, and it may be the only one that is right: no failure, and no lie.
void Crowd::note_ahead() {
    const auto first = std::ranges::max_element(providers_, {}, &Provider::head);
    const std::int64_t known = head();
    const std::int64_t ahead = first->head.value_or(known) - known;
    if (ahead > usually_ahead && status_.ahead <= usually_ahead) {
        base::log(LogLevel::warning,
                  "{}: {} ({}) says that the chain is at block {}, and no other operator more than {}", settings_.label,
                  first->name(), first->group(), *first->head, known);
    }
    status_.ahead = ahead;
}

base::Task<bool> Crowd::ask_height(Provider& provider, Trouble& trouble) {
    const auto confirmations = settings_.confirmations;
    using Told = std::pair<std::int64_t, std::optional<std::int64_t>>;
    const Question<Told> question = [confirmations](Rpc& rpc) -> base::Task<Answer<Told>> {
        const std::int64_t head = co_await rpc.block_number();
        const auto finalized = confirmations ? std::optional(head - *confirmations) : co_await finalized_of(rpc);
        co_return Answer<Told>{Told(head, finalized), {}};
    };
    const auto heights = co_await ask<Told>(provider, question, trouble);
    if (heights) {
        std::tie(provider.head, provider.finalized) = heights->value;
    }
    co_return heights.has_value();
}

base::Task<void> Crowd::ask_heights() {
    finalized_by_group_.clear();
    groups_without_finality_.clear();
    Trouble trouble;
    std::vector<Provider*> free;
    std::vector<Provider*> paid;
    for (Provider* provider : selection_.everybody(providers_, clock_.now())) {
        if (provider->chain_checked && !may_rest(*provider)) {
            (provider->is_paid() ? paid : free).push_back(provider);
        }
    }
    std::set<const Provider*> told;
    co_await ask_groups(std::move(free), told, trouble);
    // Only when the public groups do not make up a quorum.
    if (finalized_by_group_.size() < settings_.quorum) {
        co_await ask_groups(std::move(paid), told, trouble);
    }
    // Who did not tell this time does not lag behind those who did.
    for (Provider& provider : providers_) {
        if (!told.contains(&provider)) {
            provider.head.reset();
        }
    }
    status_.groups_answering = finalized_by_group_.size();
    measure_lag();
    note_ahead();
    std::ranges::sort(finalized_by_group_, std::greater<>(), &std::pair<std::string, std::int64_t>::second);
    if (finalized_by_group_.empty() && groups_without_finality_.empty() && trouble.last_error) {
        throw *trouble.last_error;
    }
}

bool Crowd::has_told(const Provider& provider) const {
    const auto is_its_group = [&](const auto& told) { return told.first == provider.group(); };
    return std::ranges::any_of(finalized_by_group_, is_its_group);
}

/// One of each group that has not told yet. All groups at once: of those that hang none waits for another.
base::Task<void> Crowd::ask_groups(std::vector<Provider*> providers, std::set<const Provider*>& told,
                                   Trouble& trouble) {
    std::map<std::string_view, std::vector<Provider*>> groups;
    for (Provider* provider : providers) {
        if (!has_told(*provider)) {
            groups[provider->group()].push_back(provider);
        }
    }
    io::OrderedTasks<Provider*> asked(reactor_);
    for (auto& [group, members] : groups) {
        asked.begin(ask_group(std::move(members), trouble));
    }
    while (!asked.empty()) {
        if (const Provider* const provider = co_await asked.next()) {
            told.insert(provider);
            if (provider->finalized) {
                groups_without_finality_.erase(provider->group());
                finalized_by_group_.emplace_back(provider->group(), *provider->finalized);
            } else {
                groups_without_finality_.insert(provider->group());
            }
        }
    }
}

base::Task<Provider*> Crowd::ask_group(std::vector<Provider*> members, Trouble& trouble) {
    Provider* told = nullptr;
    for (Provider* provider : members) {
        if (co_await ask_height(*provider, trouble)) {
            told = provider;
            if (provider->finalized) {
                break;
            }
        }
    }
    co_return told;
}

std::optional<std::int64_t> Crowd::finalized() const {
    if (finalized_by_group_.size() < settings_.quorum) {
        return std::nullopt;
    }
    return finalized_by_group_[settings_.quorum - 1].second;
}

base::Task<ethereum::Header> Crowd::agree(std::int64_t number) {
    using ethereum::Header;
    Trouble trouble;
    // Before it is asked: what it calls final later may be another block.
    std::set<const Provider*> who_call_it_final;
    for (const Provider& provider : providers_) {
        const auto final = settings_.confirmations ? std::optional(answers_for(provider)) : provider.finalized;
        if (final && *final >= number) {
            who_call_it_final.insert(&provider);
        }
    }
    Question<Header> question = [number](Rpc& rpc) { return rpc.header(number); };
    auto votes = co_await hear<Header, Hash>(
        std::move(question), [](const Header& header) { return header.hash; }, Credit::counts, trouble);
    const auto groups = [](const auto& vote) { return vote.second.size(); };
    const auto [winner, agreeing, runner_up, is_settled] = tally(votes, groups, settings_.quorum);
    if (!is_settled) {
        throw ChainError(
            fmt::format("{} operator groups name block {} {}, {} others another: {} have to agree, and be "
                        "twice as many",
                        agreeing, number, to_hex_text(winner->first), runner_up, settings_.quorum));
    }
    for (auto& [hash, voices] : votes) {
        for (Believed<Header>& voice : voices) {
            if (hash == winner->first) {
                continue;
            }
            std::string why = fmt::format("finalized block {} is {} by agreement, not {}", number,
                                          to_hex_text(winner->first), to_hex_text(hash));
            if (who_call_it_final.contains(voice.from)) {
                trouble.suspects.push_back({voice.from, std::move(voice.exchange), std::move(why)});
            } else {
                // As a node that stands still on a block that the chain has dropped.
                base::log(LogLevel::info, "{}: {} ({}) names another block, and has not called it final: {}",
                          settings_.label, voice.from->name(), voice.from->group(), why);
            }
        }
    }
    const Header agreed = winner->second.front().value;
    co_await convict(std::move(trouble.suspects));
    co_return agreed;
}

base::Task<std::optional<ethereum::Header>> Crowd::see(std::int64_t number) {
    using ethereum::Header;
    const Question<Header> question = [number](Rpc& rpc) { return rpc.header(number); };
    Trouble trouble;
    std::vector<Believed<Header>> told;
    std::set<std::string> heard;
    std::optional<Header> seen;
    for (Provider* provider : selection_.everybody(providers_, clock_.now())) {
        if (seen || provider->is_paid() || !provider->chain_checked || heard.contains(provider->group()) ||
            is_out(*provider)) {
            continue;
        }
        if (auto believed = co_await ask<Header>(*provider, question, trouble)) {
            heard.insert(provider->group());
            const bool is_named = std::ranges::any_of(
                told, [&](const Believed<Header>& other) { return other.value.hash == believed->value.hash; });
            if (is_named || settings_.quorum == 1) {
                seen = believed->value;
            }
            told.push_back(std::move(*believed));
        }
    }
    if (told.empty()) {
        co_return (co_await first<Header>(question)).value;
    }
    co_await convict(std::move(trouble.suspects));
    co_return seen || told.size() > 1 ? seen : std::optional(told.front().value);
}

base::Task<void> Crowd::note(const Provider& provider, Exchange exchange, std::string verdict) {
    postgres::Client client(database_);
    co_await client.write(sql::staking::add_evidence, settings_.chain_id, provider.name(), provider.group(),
                          exchange.request, base::Bytes(exchange.response), verdict);
}

base::Task<void> Crowd::convict(std::vector<Suspect> suspects) {
    for (Suspect& suspect : suspects) {
        co_await convict(*suspect.provider, std::move(suspect.exchange), std::move(suspect.why));
    }
}

base::Task<void> Crowd::convict(Provider& provider, Exchange exchange, std::string verdict) {
    const base::Timestamp now = clock_.now();
    provider.lied(now, verdict);
    ++status_.lies;
    base::log(LogLevel::error, "{}: {} ({}) has lied: {}; asked was {}", settings_.label, provider.name(),
              provider.group(), verdict, exchange.request);
    postgres::Client client(database_);
    co_await client.write(sql::staking::convict_provider, settings_.chain_id, provider.name(), provider.group(),
                          provider.is_paid(), seconds_out(provider, now).value_or(0), exchange.request,
                          base::Bytes(exchange.response), verdict);
}

/// Takes what the providers were asked into what is to be saved, and into the status.
void Crowd::take_counts() {
    status_.providers = {};
    std::set<std::string_view> healthy;
    for (Provider& provider : providers_) {
        const Provider::Counts counts = provider.take_counts();
        provider.unsaved += counts;
        ++status_.providers[static_cast<std::size_t>(provider.state(clock_.now()))];
        if (provider.chain_checked && provider.state(clock_.now()) == ProviderState::healthy) {
            healthy.insert(provider.group());
        }
        ChainStatus::Asked& asked = provider.is_paid() ? status_.paid_providers : status_.public_providers;
        asked.calls += static_cast<std::uint64_t>(counts.calls);
        asked.compute_units += static_cast<std::uint64_t>(counts.compute_units);
        (provider.is_paid() ? unsaved_units_.paid : unsaved_units_.of_public) += counts.compute_units;
        (provider.is_paid() ? unsaved_calls_.paid : unsaved_calls_.of_public) += counts.calls;
    }
    status_.healthy_groups = healthy.size();
}

base::Task<void> Crowd::save_all() {
    // Nothing waits in between, and nothing is forgotten before the database has it.
    take_counts();
    postgres::Client client(database_);
    co_await client.write(sql::staking::add_spending, settings_.chain_id, unsaved_units_.of_public, unsaved_units_.paid,
                          unsaved_calls_.of_public, unsaved_calls_.paid);
    unsaved_units_ = {};
    unsaved_calls_ = {};
    for (Provider& provider : providers_) {
        const base::Timestamp now = clock_.now();
        const Provider::Counts& counts = provider.unsaved;
        const TrackRecord::Past past = provider.past(now);
        const auto error = base::view_unless_empty(provider.error());
        co_await client.write(sql::staking::save_provider, settings_.chain_id, provider.name(), provider.group(),
                              provider.is_paid(), to_text(provider.state(now)), seconds_out(provider, now),
                              provider.head, provider.finalized, counts.calls, counts.failures, counts.compute_units,
                              counts.lies, provider.latency_ms(), error);
        provider.unsaved = {};
        co_await client.write(sql::staking::save_standing, settings_.chain_id, provider.name(), past.answers, past.lies,
                              provider.limit(), provider.range());
    }
    is_saved_ = true;
}

}  // namespace gracy::staking
