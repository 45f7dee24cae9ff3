// Whether each provider serves the chain that it is asked about.
#include "base/log.hpp"
#include "staking/crowd/crowd.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Who serves a chain today may serve another one tomorrow: behind the same address is what its operator puts there.
constexpr std::chrono::hours identity_lives{24};

/// Nothing from a node that does not keep it.
base::Task<std::optional<Hash>> genesis_of(Rpc& rpc) {
    try {
        co_return co_await rpc.genesis();
    } catch (const RpcError& error) {
        if (error.failure() != RpcFailure::unknown && error.failure() != RpcFailure::refused) {
            throw;
        }
    }
    co_return std::nullopt;
}

}  // namespace

base::Task<void> Crowd::identify() {
    Trouble trouble;
    io::OrderedTasks<void> asked(reactor_);
    for (Provider* provider : whom_to_identify()) {
        asked.begin(check_chain(*provider, trouble));
    }
    while (!asked.empty()) {
        co_await asked.next();
    }
    expel_forks();
    readmit();
    if (std::ranges::none_of(providers_, &Provider::chain_checked)) {
        status_.groups_answering = 0;
        for (const Provider& provider : providers_) {
            if (provider.state(clock_.now()) == ProviderState::wrong_chain) {
                throw ChainError(provider.error());
            }
        }
        throw trouble.error();
    }
}

std::vector<Provider*> Crowd::whom_to_identify() {
    std::vector<Provider*> order = selection_.everybody(providers_, clock_.now());
    for (Provider& provider : providers_) {
        if (provider.state(clock_.now()) == ProviderState::wrong_chain) {
            order.push_back(&provider);
        }
    }
    std::erase_if(order, [&](Provider* provider) { return !is_identity_due(*provider); });
    return order;
}

/// One that has told and is in trouble is asked again when that is over: it is known, and every cycle would wait for
/// it.
bool Crowd::is_identity_due(Provider& provider) const {
    const base::Timestamp now = clock_.now();
    const bool is_over = provider.chain_checked_at + identity_lives <= now;
    if (provider.state(now) == ProviderState::wrong_chain) {
        return is_over || std::ranges::none_of(providers_, &Provider::chain_checked);
    }
    return provider.chain_checked ? is_over && Selection::is_usable(provider, now) : !may_rest(provider);
}

base::Task<void> Crowd::check_chain(Provider& provider, Trouble& trouble) {
    using Identity = std::pair<std::int64_t, std::optional<Hash>>;
    const Question<Identity> question = [chain_id = settings_.chain_id](Rpc& rpc) -> base::Task<Answer<Identity>> {
        Identity identity(co_await rpc.chain_id(), std::nullopt);
        if (identity.first == chain_id) {
            identity.second = co_await genesis_of(rpc);
        }
        co_return Answer<Identity>{identity, {}};
    };
    const auto identity = co_await ask<Identity>(provider, question, trouble);
    if (identity || provider.state(clock_.now()) == ProviderState::wrong_chain) {
        provider.chain_checked_at = clock_.now();
    }
    if (identity) {
        provider.has_chain_id = identity->value.first == settings_.chain_id;
    }
    if (identity && !provider.has_chain_id) {
        expel(provider,
              fmt::format("{} serves chain {}, not {}", provider.name(), identity->value.first, settings_.chain_id));
    } else if (identity) {
        // Who has named a block that is not the chain's is not taken because it names none now.
        if (identity->value.second) {
            provider.genesis = identity->value.second;
        }
        provider.chain_checked = true;
    }
}

/// A fork may have kept the chain's id. The chain's first block is what a quorum of operators call so: also of those
/// that are out because fewer had told before, so that whoever tells first does not decide for ever.
void Crowd::name_genesis() {
    std::map<Hash, std::set<std::string_view>> groups;
    for (const Provider& provider : providers_) {
        if (provider.has_chain_id && provider.genesis) {
            groups[*provider.genesis].insert(provider.group());
        }
    }
    if (groups.empty()) {
        return;
    }
    const auto named = tally(groups, [](const auto& named) { return named.second.size(); }, settings_.quorum);
    const Hash& most = named.winner->first;
    if (genesis_ == most || (!named.is_settled && (!genesis_ || named.agreeing <= groups[*genesis_].size()))) {
        return;
    }
    if (genesis_) {
        base::log(LogLevel::error, "{}: more operator groups say that the chain begins with block {} than with {}{}",
                  settings_.label, to_hex_text(most), to_hex_text(*genesis_),
                  named.is_settled ? ", which is taken back" : ": nobody is believed about it until they agree");
    }
    genesis_ = named.is_settled ? std::optional(most) : std::nullopt;
    for (Provider& provider : providers_) {
        if (provider.has_chain_id && (!genesis_ || !provider.genesis || *provider.genesis == *genesis_)) {
            provider.chain_checked = true;
        }
    }
}

void Crowd::expel_forks() {
    name_genesis();
    for (Provider& provider : providers_) {
        if (genesis_ && provider.genesis && provider.chain_checked && *provider.genesis != *genesis_) {
            expel(provider, fmt::format("{} serves a chain that begins with block {}, not {}", provider.name(),
                                        to_hex_text(*provider.genesis), to_hex_text(*genesis_)));
        }
    }
}

void Crowd::readmit() {
    for (Provider& provider : providers_) {
        if (provider.chain_checked && provider.state(clock_.now()) == ProviderState::wrong_chain) {
            provider.serves_the_chain_again();
            base::log(LogLevel::info, "{}: {} serves chain {} again", settings_.label, provider.name(),
                      settings_.chain_id);
        }
    }
}

void Crowd::expel(Provider& provider, const std::string& why) {
    const bool is_known = provider.state(clock_.now()) == ProviderState::wrong_chain;
    provider.chain_checked = false;
    provider.serves_another_chain(why);
    if (!is_known) {
        base::log(LogLevel::error, "{}: {}; it is asked for nothing until it serves the right one", settings_.label,
                  why);
    }
}

}  // namespace gracy::staking
