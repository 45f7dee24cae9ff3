// Many providers that nobody trusts, and what can be had from them: an answer that was verified, from whoever gives
// one; a block hash that independent operators agree on; and the proof of a lie when one was told.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "io/first_of.hpp"
#include "io/mutex.hpp"
#include "io/ordered_tasks.hpp"
#include "io/sleep.hpp"
#include "postgres/database.hpp"
#include "staking/crowd/chain_status.hpp"
#include "staking/crowd/provider.hpp"
#include "staking/crowd/selection.hpp"
#include "staking/crowd/tally.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace gracy::staking {

/// The chain, as the providers show it, contradicts itself or what was final already; or they are too few.
struct ChainError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct CrowdSettings {
    /// For logs.
    std::string label = "staking";
    std::int64_t chain_id = 0;
    /// How many operator groups have to name the same finalized block.
    std::size_t quorum = 2;
    /// Finality by depth, for chains whose nodes know no `finalized`.
    std::optional<std::int64_t> confirmations;
    std::chrono::milliseconds timeout{10'000};
    /// The most that any of its contracts asks for at a time.
    std::int64_t blocks_per_request = 1;
    std::vector<ProviderSettings> providers;
};

/// How far a chain is.
struct Heights {
    /// The second highest that different operators claim: one alone may claim any. Of a single one its own.
    std::int64_t head = 0;
    /// What the quorum-th most advanced group calls finalized, so that neither a stale group holds everybody back nor a
    /// liar runs ahead. Nothing when fewer groups than the quorum answered.
    std::optional<std::int64_t> finalized;
    /// Operator groups that know the head and no finalized block.
    std::size_t without_finality = 0;
};

/// Everything may be asked by several coroutines at once: those that watch the contracts of one chain share its crowd.
class Crowd {
  public:
    /// Everything referred to must outlive this.
    Crowd(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http, const base::Clock& clock,
          const CrowdSettings& settings, const ethereum::HeaderForms& forms);

    std::int64_t chain_id() const { return settings_.chain_id; }
    std::size_t quorum() const { return settings_.quorum; }
    std::int64_t blocks_per_request() const { return settings_.blocks_per_request; }
    const ChainStatus& status() const { return status_; }
    /// Of one call.
    std::chrono::milliseconds timeout() const { return settings_.timeout; }
    /// How many questions are worth asking at once: a few for each provider that costs nothing and serves now.
    std::size_t questions_at_once();
    /// One of several long readings: a part of these questions, equal for all, for as long as this lives.
    class Share {
      public:
        explicit Share(Crowd& crowd) : crowd_(crowd) { ++crowd_.shares_; }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        ~Share() { --crowd_.shares_; }

        /// At least one.
        std::size_t questions_at_once() const {
            return std::max<std::size_t>(crowd_.questions_at_once() / crowd_.shares_, 1);
        }

      private:
        Crowd& crowd_;
    };
    /// Whether it is believed in nothing: it was found out and its time is not over, or it serves another chain.
    bool is_out(const Provider& provider) const { return is_out(provider, clock_.now()); }

    /// Up to this block, what a provider leaves out or tells of another branch is a lie: it calls it final itself, or
    /// is far beyond it. Above, it may only stand still on a block that the chain has dropped. With `confirmations`
    /// none has called a block final: that is our reckoning.
    std::int64_t answers_for(const Provider& provider) const;

    /// Others may have asked the providers meanwhile: the next cycle reads first what they have learned.
    void reopen() { opened_ = false; }

    /// Begins a cycle: knows quarantines from before this worker started, saves what the last cycle left unsaved, looks
    /// whether each provider serves the chain, and asks one of every group how far it is. Whoever waits while another
    /// does that takes what comes of it: where all hang, each asking takes minutes, and one after another they would
    /// take longer than a poll may. Throws RpcError and ChainError when nobody serves.
    base::Task<Heights> begin();

    /// Whether each provider serves the chain, by its id and its first block: of those that have not told yet, and a
    /// day after they have. Who serves another one is asked nothing but that, each day, or as often as this is called
    /// while nobody serves: one answer may have come from elsewhere. Throws RpcError and ChainError when nobody does.
    base::Task<void> identify();

    /// The header of a block that is not above `finalized`, by agreement: as many groups as the quorum name its hash,
    /// and at least twice as many as name any other. Whoever calls it final and names another one has lied. Throws
    /// ChainError when there is no such agreement.
    base::Task<ethereum::Header> agree(std::int64_t number);

    /// The header of a block at the tip that two operator groups name alike, or one where nobody else that costs
    /// nothing has it. Nothing when those who have it name different ones. Throws RpcError (the last one) when nobody
    /// has it.
    base::Task<std::optional<ethereum::Header>> see(std::int64_t number);

    template <class T>
    using Question = std::function<base::Task<Answer<T>>(Rpc&)>;
    template <class T>
    struct Believed {
        T value;
        Provider* from;
        Exchange exchange;
    };

    /// The first answer that is verified. Who is known not to have seen block `needed` yet is not asked, nor who is of
    /// the groups `without`. Whoever is slow is given company. Where nobody answers and some want to be
    /// left alone for a moment, they are, before anybody is paid. Whoever gave an answer before that contradicted the
    /// hash is a proven liar then. Throws RpcError when nobody can answer: unreachable, busy or timed_out when anybody
    /// who usually answers may do so later, and else as those say who cannot.
    template <class T>
    base::Task<Believed<T>> first(Question<T> question, Subject subject = Subject::others, std::int64_t needed = 0,
                                  std::set<std::string> without = {});

    /// An answer of a paid provider that may be asked now, about what was proven from others: to be compared. Whoever
    /// contradicts its own hash is a proven liar. Throws RpcError (the last one) when none answers.
    template <class T>
    base::Task<Believed<T>> paid(Question<T> question);

    /// Keeps the evidence of an answer without a judgement on who gave it.
    base::Task<void> note(const Provider& provider, Exchange exchange, std::string verdict);

    /// An answer of which there is no proof and that is no fact of the chain, as what a contract returns to a call, by
    /// agreement as that of `agree`. Nodes may differ without a lie, and whoever wrote the contract may make one slow
    /// or odd, so neither an answer nor a failure counts for or against who gave it. `describe` puts an answer into
    /// words. Throws ChainError when there is no agreement, RpcError (the last one) when nobody answers.
    template <class T>
    base::Task<T> agree_on(Question<T> question, std::function<std::string(T)> describe);

    /// Keeps the evidence and stops asking the provider.
    base::Task<void> convict(Provider& provider, Exchange exchange, std::string verdict);

    /// Writes down what is known of each provider, and what they were asked.
    base::Task<void> save();

  private:
    struct Suspect {
        Provider* provider;
        Exchange exchange;
        std::string why;
    };
    /// Why one question was not answered yet.
    struct Trouble {
        std::vector<Suspect> suspects;
        /// That weighs most, of those the last one.
        std::optional<RpcError> last_error;
        int weight = 0;
        /// Who wants to be left alone may answer in a moment.
        bool is_worth_waiting = false;
        std::optional<io::Deadline> patience;
        bool is_patient = true;
        /// Whoever answers has to have this block.
        std::int64_t needed = 0;
        /// These groups are not asked.
        std::set<std::string> without{};

        /// To be called when what it means for the provider is noted already.
        void note(const Provider& provider, base::Timestamp now, RpcError error);
        RpcError error() const;
        bool has_suspect(const Provider& provider) const;
        /// In a later round, who contradicted the hash would do so again, and be convicted of it twice.
        bool excludes(const Provider& provider) const;
    };

    base::Task<void> open();
    base::Task<void> ask_heights();
    base::Task<void> ask_groups(std::vector<Provider*> providers, std::set<const Provider*>& told, Trouble& trouble);
    base::Task<Provider*> ask_group(std::vector<Provider*> members, Trouble& trouble);
    bool has_told(const Provider& provider) const;
    std::optional<std::int64_t> finalized() const;
    std::int64_t head() const;
    base::Task<void> save_all();

    void measure_lag();
    void note_ahead();
    void take_counts();
    /// One that may be cancelled because somebody else was quicker.
    struct Attempt {
        std::optional<std::chrono::steady_clock::time_point> asked;
        bool is_over = false;
    };
    /// Whether an answer tells something of who gave it.
    enum class Credit : unsigned char { counts, is_none };
    template <class T>
    base::Task<std::optional<Believed<T>>> ask(Provider& provider, const Question<T>& question, Trouble& trouble,
                                               Credit credit = Credit::counts, Attempt* attempt = nullptr);
    /// One after another; nothing when nobody answers.
    template <class T>
    base::Task<std::optional<Believed<T>>> ask_in_turn(const Question<T>& question, Subject subject, Trouble& trouble);
    template <class T>
    base::Task<void> ask_for(Provider& provider, const Question<T>& question, Trouble& trouble, Attempt& attempt,
                             std::optional<Believed<T>>& believed);
    /// Of an answer's key: who gave it. One answer of each operator group.
    template <class T, class Key>
    using Votes = std::map<Key, std::vector<Believed<T>>>;
    /// Hears one group after another until the vote is settled (staking/crowd/tally.hpp): more voices would only cost,
    /// the last of them money. Who is found out meanwhile has no voice any more. Throws RpcError (the last one) when
    /// nobody answers.
    template <class T, class Key>
    base::Task<Votes<T, Key>> hear(Question<T> question, Key (*key_of)(const T&), Credit credit, Trouble& trouble);
    /// Whether whoever costs money is left out for now.
    static bool is_too_early_to_pay(const Provider& provider, const Trouble& trouble);
    static void note_busy(Provider& provider, Trouble& trouble);
    /// False when that does not help, or was done for long enough. Then the last try may cost money.
    base::Task<bool> wait_a_moment(Trouble& trouble);
    /// Whether another may be asked as well while a provider is slow: it costs nothing, and is run by somebody else.
    bool is_second_choice(const Provider& provider, Provider& other);
    static bool is_out(const Provider& provider, base::Timestamp now);
    base::Task<void> convict(std::vector<Suspect> suspects);
    std::vector<Provider*> whom_to_identify();
    bool is_identity_due(Provider& provider) const;
    bool may_rest(const Provider& provider) const;
    base::Task<void> check_chain(Provider& provider, Trouble& trouble);
    void name_genesis();
    void expel_forks();
    void readmit();
    void expel(Provider& provider, const std::string& why);
    base::Task<bool> ask_height(Provider& provider, Trouble& trouble);

    io::Reactor& reactor_;
    postgres::Database& database_;
    const base::Clock& clock_;
    const CrowdSettings settings_;
    std::deque<Provider> providers_;
    ChainStatus status_;
    /// Of who begins a cycle, or saves what one has brought.
    io::Mutex cycles_;
    /// How often a cycle was begun, and what came of the last time.
    struct Begun {
        std::uint64_t times = 0;
        Heights heights;
        std::exception_ptr failure;
    };
    Begun begun_;
    /// The hash of the chain's first block, as soon as a quorum has named it, and until more groups name another one.
    std::optional<Hash> genesis_;
    std::vector<std::pair<std::string, std::int64_t>> finalized_by_group_;
    /// Those that told how far the chain is and not what of it is final.
    std::set<std::string> groups_without_finality_;
    struct Sums {
        std::int64_t of_public = 0;
        std::int64_t paid = 0;
    };
    /// Compute units, and calls, that the database has not got yet.
    Sums unsaved_units_;
    Sums unsaved_calls_;
    bool opened_ = false;
    /// Whether the last cycle came to its end. One that is cancelled or loses its database leaves that to the next.
    bool is_saved_ = true;
    Selection selection_;
    std::size_t shares_ = 0;
};

template <class T>
base::Task<std::optional<Crowd::Believed<T>>> Crowd::ask(Provider& provider, const Question<T>& question,
                                                         Trouble& trouble, Credit credit, Attempt* attempt) {
    // Whoever waits for the same call may be quicker.
    for (auto wait = provider.wait(); wait.count() > 0; wait = provider.wait()) {
        if (wait > Selection::longest_wait) {
            trouble.note(provider, clock_.now(),
                         RpcError(RpcFailure::busy, provider.name() + ": it wants to be left alone for a while"));
            note_busy(provider, trouble);
            co_return std::nullopt;
        }
        co_await io::Sleep(reactor_, wait);
    }
    const auto started = std::chrono::steady_clock::now();
    if (attempt != nullptr) {
        attempt->asked = started;
    }
    try {
        Answer<T> answer = co_await question(provider.rpc());
        if (answer.value) {
            if (credit == Credit::counts) {
                provider.answered(clock_.now(), std::chrono::duration_cast<std::chrono::milliseconds>(
                                                    std::chrono::steady_clock::now() - started));
            }
            co_return Believed<T>{std::move(*answer.value), &provider, std::move(answer.exchange)};
        }
        const ethereum::Refusal& refusal = answer.value.error();
        const RpcError error(RpcFailure::malformed, provider.name() + ": " + refusal.why);
        if (credit == Credit::is_none) {
            trouble.note(provider, clock_.now(), error);
            co_return std::nullopt;
        }
        provider.failed(clock_.now(), refusal.why);
        trouble.note(provider, clock_.now(), error);
        if (refusal.doubt == ethereum::Doubt::contradicted) {
            trouble.suspects.push_back({&provider, std::move(answer.exchange), refusal.why});
        }
    } catch (const RpcError& error) {
        const RpcError named(error.failure(), provider.name() + ": " + error.what());
        if (error.failure() == RpcFailure::busy) {
            provider.busy(error.retry_after(), error.what());
            trouble.note(provider, clock_.now(), named);
            note_busy(provider, trouble);
            co_return std::nullopt;
        }
        // A block that it has not seen yet, or a range that it finds too large, is no failure of its.
        const bool is_its_own = error.failure() != RpcFailure::unknown && error.failure() != RpcFailure::refused;
        if (is_its_own && credit == Credit::counts) {
            provider.failed(clock_.now(), error.what());
        } else if (error.failure() == RpcFailure::refused && credit == Credit::counts) {
            provider.refused(error.what());
        }
        trouble.note(provider, clock_.now(), named);
    }
    co_return std::nullopt;
}

/// The same, into `believed` unless somebody else was quicker.
template <class T>
base::Task<void> Crowd::ask_for(Provider& provider, const Question<T>& question, Trouble& trouble, Attempt& attempt,
                                std::optional<Believed<T>>& believed) {
    auto answer = co_await ask<T>(provider, question, trouble, Credit::counts, &attempt);
    attempt.is_over = true;
    if (answer && !believed) {
        believed = std::move(answer);
    }
}

template <class T>
base::Task<std::optional<Crowd::Believed<T>>> Crowd::ask_in_turn(const Question<T>& question, Subject subject,
                                                                 Trouble& trouble) {
    std::vector<Provider*> order = selection_.for_one_answer(providers_, clock_.now(), subject);
    std::erase_if(order, [&](const Provider* provider) { return trouble.excludes(*provider); });
    for (auto next = order.begin(); next != order.end();) {
        Provider& provider = **next++;
        if (is_too_early_to_pay(provider, trouble)) {
            continue;
        }
        Provider* const other = next != order.end() && is_second_choice(provider, **next) ? *next : nullptr;
        std::optional<Believed<T>> believed;
        Attempt first;
        Attempt second;
        if (other == nullptr) {
            co_await ask_for<T>(provider, question, trouble, first, believed);
        } else {
            io::FirstOf both(
                reactor_, [&] { return ask_for<T>(provider, question, trouble, first, believed); }, provider.patience(),
                [&] { return ask_for<T>(*other, question, trouble, second, believed); },
                [&] { return believed.has_value(); });
            co_await both;
            if (both.began_second()) {
                ++status_.hedged;
                ++next;
            }
            // Not of the other one, whose time has only begun.
            if (first.asked && !first.is_over) {
                provider.was_slower(std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now() - *first.asked));
            }
        }
        if (believed) {
            co_return believed;
        }
    }
    co_return std::nullopt;
}

template <class T>
base::Task<Crowd::Believed<T>> Crowd::first(Question<T> question, Subject subject, std::int64_t needed,
                                            std::set<std::string> without) {
    Trouble trouble;
    trouble.needed = needed;
    trouble.without = std::move(without);
    auto believed = co_await ask_in_turn<T>(question, subject, trouble);
    while (!believed && co_await wait_a_moment(trouble)) {
        believed = co_await ask_in_turn<T>(question, subject, trouble);
    }
    if (!believed) {
        throw trouble.error();
    }
    co_await convict(std::move(trouble.suspects));
    co_return std::move(*believed);
}

template <class T, class Key>
base::Task<Crowd::Votes<T, Key>> Crowd::hear(Question<T> question, Key (*key_of)(const T&), Credit credit,
                                             Trouble& trouble) {
    // With nobody else left even liars are heard.
    const bool has_liars_only =
        std::ranges::all_of(providers_, [&](const Provider& provider) { return is_out(provider, clock_.now()); });
    Votes<T, Key> votes;
    const auto is_enough = [&] {
        for (auto& [key, voices] : votes) {
            std::erase_if(
                voices, [&](const Believed<T>& voice) { return !has_liars_only && is_out(*voice.from, clock_.now()); });
        }
        std::erase_if(votes, [](const auto& vote) { return vote.second.empty(); });
        const auto groups = [](const auto& vote) { return vote.second.size(); };
        return !votes.empty() && tally(votes, groups, settings_.quorum).is_settled;
    };
    std::set<std::string> heard;
    do {
        for (Provider* provider : selection_.everybody(providers_, clock_.now())) {
            if (heard.contains(provider->group()) || !provider->chain_checked || trouble.has_suspect(*provider) ||
                is_too_early_to_pay(*provider, trouble)) {
                continue;
            }
            if (is_enough()) {
                break;
            }
            if (auto believed = co_await ask<T>(*provider, question, trouble, credit)) {
                heard.insert(provider->group());
                votes[key_of(believed->value)].push_back(std::move(*believed));
            }
        }
    } while (!is_enough() && co_await wait_a_moment(trouble));
    if (votes.empty()) {
        throw trouble.error();
    }
    co_return votes;
}

template <class T>
base::Task<T> Crowd::agree_on(Question<T> question, std::function<std::string(T)> describe) {
    Trouble trouble;
    auto votes =
        co_await hear<T, T>(std::move(question), [](const T& value) { return value; }, Credit::is_none, trouble);
    const auto groups = [](const auto& vote) { return vote.second.size(); };
    const auto [winner, agreeing, runner_up, is_settled] = tally(votes, groups, settings_.quorum);
    if (!is_settled) {
        throw ChainError(
            fmt::format("{} operator groups say {}, {} others another thing: {} have to agree, and be twice as many",
                        agreeing, describe(winner->first), runner_up, settings_.quorum));
    }
    co_return winner->first;
}

template <class T>
base::Task<Crowd::Believed<T>> Crowd::paid(Question<T> question) {
    Trouble trouble;
    std::optional<Believed<T>> believed;
    for (Provider& provider : providers_) {
        if (!believed && provider.is_paid() && provider.chain_checked && Selection::is_usable(provider, clock_.now())) {
            believed = co_await ask<T>(provider, question, trouble);
        }
    }
    co_await convict(std::move(trouble.suspects));
    if (!believed) {
        throw trouble.error();
    }
    co_return std::move(*believed);
}

}  // namespace gracy::staking
