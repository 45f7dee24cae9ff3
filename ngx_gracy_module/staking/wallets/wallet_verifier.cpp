#include "staking/wallets/wallet_verifier.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "io/first_of.hpp"
#include "io/ordered_tasks.hpp"
#include "postgres/client.hpp"
#include "staking/ethereum/contract_signature.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Each costs two calls to each of the quorum's operators. Fewer than a provider's connections: whatever else it is
// asked goes on beside contracts that take its time.
constexpr std::int32_t asked_at_once = 4;
// Then no other is begun with.
constexpr std::chrono::seconds long_enough{80};
constexpr std::int32_t given_up_at_once = 100;

enum class Verdict : unsigned char { is_signed, not_signed, no_code };

/// As the function in the database has it.
constexpr std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::is_signed:
            return "signed";
        case Verdict::not_signed:
            return "not_signed";
        case Verdict::no_code:
            return "no_code";
    }
    return {};
}

/// As the database has a wallet's keys, and what was signed.
struct Signed {
    std::int64_t team_space_id;
    std::int64_t member_id;
    Address address{};
    Hash message{};
};

template <class Row>
Signed signed_of(const Row& row) {
    Signed wallet{.team_space_id = row.team_space_id, .member_id = row.member_id};
    std::ranges::copy(row.address, wallet.address.begin());
    std::ranges::copy(row.message_hash, wallet.message.begin());
    return wallet;
}

/// What has become of it: "linked", "refused" or "gone".
base::Task<std::string> settle(postgres::Database& database, Signed wallet, std::string_view verdict) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::staking::settle_wallet, wallet.team_space_id, wallet.member_id,
                                            base::Bytes(wallet.address), base::Bytes(wallet.message), verdict);
    co_return std::string(rows.front().outcome);
}

/// What one provider says. A contract that reverts has not signed.
base::Task<Answer<Verdict>> ask(Rpc& rpc, ethereum::Header at, Address contract, std::string data) {
    auto code = co_await rpc.has_code(at, contract);
    if (!code.value) {
        co_return Answer<Verdict>{std::unexpected(code.value.error()), std::move(code.exchange)};
    }
    if (!*code.value) {
        co_return Answer<Verdict>{Verdict::no_code, std::move(code.exchange)};
    }
    auto returned = co_await rpc.call_contract(at, contract, std::move(data));
    if (!returned.value) {
        co_return Answer<Verdict>{std::unexpected(returned.value.error()), std::move(returned.exchange)};
    }
    const bool is_signed = *returned.value && ethereum::is_valid_signature(**returned.value);
    co_return Answer<Verdict>{is_signed ? Verdict::is_signed : Verdict::not_signed, std::move(returned.exchange)};
}

}  // namespace

struct WalletVerifier::Asked {
    Signed wallet;
    std::string signature;
    base::Timestamp at;
};

/// What its contract says, or why that is not known.
struct WalletVerifier::Heard {
    std::optional<Verdict> verdict;
    std::string trouble;
};

base::Task<std::vector<std::int64_t>> refuse_unanswered_wallets(postgres::Database& database) {
    std::vector<std::pair<std::int64_t, Signed>> unanswered;
    {
        postgres::Client client(database);
        const auto rows = co_await client.read(sql::staking::list_unanswered_wallets, given_up_at_once);
        for (const auto& row : rows) {
            unanswered.emplace_back(row.chain_id, signed_of(row));
        }
    }
    std::vector<std::int64_t> chains;
    for (const auto& [chain, wallet] : unanswered) {
        if (co_await settle(database, wallet, "no_answer") == "refused") {
            chains.push_back(chain);
        }
    }
    co_return chains;
}

base::Task<void> WalletVerifier::run() {
    const auto until = reactor_.now() + long_enough;
    std::vector<Asked> wallets = co_await take(asked_at_once);
    if (wallets.empty()) {
        co_return;
    }
    std::optional<std::string> trouble;
    try {
        const Heights heights = co_await crowd_.begin();
        if (!heights.finalized) {
            throw ChainError("fewer operator groups answer than have to agree");
        }
        const ethereum::Header at = co_await crowd_.agree(*heights.finalized);
        io::OrderedTasks<void> lanes(reactor_);
        for (Asked& asked : wallets) {
            lanes.begin(ask_in_turn(std::move(asked), at, until));
        }
        while (!lanes.empty()) {
            co_await lanes.next();
        }
    } catch (const RpcError& error) {
        trouble = error.what();
    } catch (const ChainError& error) {
        trouble = error.what();
    }
    co_await crowd_.save();
    if (trouble) {
        postpone(wallets.size(), *trouble);
    }
}

base::Task<std::vector<WalletVerifier::Asked>> WalletVerifier::take(std::int32_t most) {
    std::vector<Asked> wallets;
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::staking::take_wallet_verifications, chain_id(), most);
    for (const auto& row : rows) {
        wallets.push_back(
            {.wallet = signed_of(row), .signature = std::string(base::text_of(row.signature)), .at = row.asked_at});
    }
    co_return wallets;
}

base::Task<void> WalletVerifier::ask_in_turn(Asked asked, const ethereum::Header& at, Until until) {
    // One provider that never answers, and then others who do.
    const auto at_most = crowd_.timeout() * 3 / 2;
    while (true) {
        Heard heard{.verdict = std::nullopt, .trouble = "it took too long"};
        {
            io::FirstOf either(
                reactor_, [&] { return hear(asked, at, heard); }, at_most, []() -> base::Task<void> { co_return; },
                [] { return true; });
            co_await either;
        }
        co_await act_on(asked, at, heard);
        if (reactor_.now() >= until) {
            co_return;
        }
        std::vector<Asked> next = co_await take(1);
        if (next.empty()) {
            co_return;
        }
        asked = std::move(next.front());
    }
}

base::Task<void> WalletVerifier::hear(const Asked& asked, const ethereum::Header& at, Heard& heard) {
    const Crowd::Question<Verdict> question = [&](Rpc& rpc) {
        return ask(rpc, at, asked.wallet.address,
                   ethereum::encode_is_valid_signature(asked.wallet.message, asked.signature));
    };
    try {
        heard.verdict = co_await crowd_.agree_on<Verdict>(
            question, [](Verdict each) { return "that a wallet's contract says " + std::string(to_text(each)); });
    } catch (const RpcError& error) {
        heard.trouble = error.what();
    } catch (const ChainError& error) {
        heard.trouble = error.what();
    }
}

base::Task<void> WalletVerifier::act_on(const Asked& asked, const ethereum::Header& at, const Heard& heard) {
    if (!heard.verdict) {
        postpone(1, heard.trouble);
    } else if (*heard.verdict != Verdict::is_signed &&
               std::chrono::sys_seconds(std::chrono::seconds(at.time)) < asked.at) {
        // It may have been deployed, or its owners may have approved the text, in a block that is not final yet.
        ++counts_.postponed;
    } else {
        const std::string outcome = co_await settle(database_, asked.wallet, to_text(*heard.verdict));
        counts_.linked += outcome == "linked" ? 1 : 0;
        counts_.refused += outcome == "refused" ? 1 : 0;
    }
}

void WalletVerifier::postpone(std::size_t wallets, std::string_view why) {
    counts_.postponed += wallets;
    base::log(LogLevel::warning, "staking: {} wallets' contracts could not be asked: {}; they are asked again", wallets,
              why);
}

}  // namespace gracy::staking
