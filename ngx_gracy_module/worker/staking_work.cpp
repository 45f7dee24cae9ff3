#include "worker/staking_work.hpp"

#include "io/ordered_tasks.hpp"

#include <algorithm>
#include <utility>

namespace gracy::worker {
namespace {

constexpr const char* verify_name = "staking.verify_wallets";
// Of its own: a long reading of a contract's history does not keep members waiting.
constexpr const char* verify_lane = "staking.wallets";
constexpr std::chrono::minutes verify_deadline{3};
// For those that nobody has answered for yet; a new one has a job of its own.
constexpr std::chrono::seconds verify_every{30};

std::vector<staking::DeliveryTarget> targets_of(const StakingConfiguration& configuration) {
    std::vector<staking::DeliveryTarget> targets;
    for (const WatchedContract& contract : configuration.contracts) {
        targets.push_back({.chain_id = configuration.chains[contract.chain].crowd.chain_id,
                           .contract = contract.settings.address,
                           .events = &contract.events});
    }
    return targets;
}

}  // namespace

StakingWork::StakingWork(io::Reactor& reactor, postgres::Database& database, jobs::Queue& queue, io::HttpClient& http,
                         const base::Clock& clock, const StakingConfiguration& configuration, io::Callback wake)
    : reactor_(reactor),
      database_(database),
      queue_(queue),
      wake_(std::move(wake)),
      deliveries_(database, targets_of(configuration)) {
    std::vector<staking::Crowd*> crowds;
    for (const WatchedChain& chain : configuration.chains) {
        crowds.push_back(&crowds_.emplace_back(reactor, database, http, clock, chain.crowd, chain.headers));
        wallets_.emplace_back(reactor, database, *crowds.back());
        unanswered_wallets_.emplace(chain.crowd.chain_id, 0);
    }
    for (const WatchedContract& contract : configuration.contracts) {
        contracts_.emplace_back(reactor, *crowds[contract.chain], database, queue_, clock, contract,
                                configuration.chains[contract.chain]);
    }
}

void StakingWork::add_kinds(jobs::Kinds& kinds) {
    for (ContractWork& contract : contracts_) {
        kinds.add(contract.kind());
    }
    kinds.add({verify_name, verify_lane, verify_deadline, [this](const jobs::Job&) { return verify_wallets(); }});
}

std::vector<jobs::Schedule> StakingWork::schedules() const {
    std::vector<jobs::Schedule> schedules;
    for (const ContractWork& contract : contracts_) {
        schedules.push_back(contract.schedule());
    }
    schedules.push_back(jobs::every(verify_every, verify_name, verify_lane));
    return schedules;
}

void StakingWork::begin() {
    for (staking::Crowd& crowd : crowds_) {
        crowd.reopen();
    }
}

bool StakingWork::is_sequential(std::string_view lane) const {
    return lane == verify_lane || std::ranges::find(contracts_, lane, &ContractWork::label) != contracts_.end();
}

StakingSources StakingWork::sources() const {
    StakingSources sources;
    for (const ContractWork& contract : contracts_) {
        sources.contracts.push_back(contract.sources());
    }
    for (const staking::Crowd& crowd : crowds_) {
        const bool is_watching = std::ranges::any_of(sources.contracts, [&](const ContractSources& contract) {
            return contract.chain_id == crowd.chain_id() && contract.is_watching;
        });
        sources.chains.push_back({crowd.chain_id(), crowd.status(), is_watching});
    }
    for (const staking::WalletVerifier& wallets : wallets_) {
        sources.wallets.push_back({wallets.chain_id(), wallets.counts()});
    }
    sources.unanswered_wallets = unanswered_wallets_;
    sources.deliveries = deliveries_.counts();
    return sources;
}

base::Task<void> StakingWork::verify_wallets() {
    for (const std::int64_t chain : co_await staking::refuse_unanswered_wallets(database_)) {
        ++unanswered_wallets_[chain];
    }
    io::OrderedTasks<void> chains(reactor_);
    for (staking::WalletVerifier& wallets : wallets_) {
        chains.begin(wallets.run());
    }
    while (!chains.empty()) {
        co_await chains.next();
    }
}

base::Task<bool> StakingWork::process_deliveries() {
    const staking::DeliveryReport report = co_await deliveries_.process();
    for (ContractWork& contract : contracts_) {
        if (report.chains_to_ask.contains(contract.chain_id())) {
            co_await contract.poll_soon();
        }
    }
    if (!report.chains_to_ask.empty()) {
        wake_();
    }
    co_return report.more;
}

}  // namespace gracy::worker
