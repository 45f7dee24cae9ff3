#include "staking/wallet_verifier.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"
#include "staking/ethereum/contract_signature.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace gracy::staking {
namespace {

using base::LogLevel;

// Each costs two calls to each of the quorum's operators.
constexpr std::int32_t taken_at_once = 20;
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
    std::vector<Asked> wallets;
    {
        postgres::Client client(database_);
        const auto rows = co_await client.write(sql::staking::take_wallet_verifications, chain_id(), taken_at_once);
        for (const auto& row : rows) {
            wallets.push_back(
                {.wallet = signed_of(row), .signature = std::string(base::text_of(row.signature)), .at = row.asked_at});
        }
    }
    if (wallets.empty()) {
        co_return;
    }
    const std::size_t waiting = wallets.size();
    std::optional<std::string> trouble;
    try {
        co_await ask_contracts(std::move(wallets));
    } catch (const RpcError& error) {
        trouble = error.what();
    } catch (const ChainError& error) {
        trouble = error.what();
    }
    co_await crowd_.save();
    if (trouble) {
        postpone(waiting, *trouble);
    }
}

base::Task<void> WalletVerifier::ask_contracts(std::vector<Asked> wallets) {
    const Heights heights = co_await crowd_.begin();
    if (!heights.finalized) {
        throw ChainError("fewer operator groups answer than have to agree");
    }
    const ethereum::Header at = co_await crowd_.agree(*heights.finalized);
    for (Asked& asked : wallets) {
        const Crowd::Question<Verdict> question = [&](Rpc& rpc) {
            return ask(rpc, at, asked.wallet.address,
                       ethereum::encode_is_valid_signature(asked.wallet.message, asked.signature));
        };
        std::optional<Verdict> verdict;
        std::string trouble;
        try {
            verdict = co_await crowd_.agree_on<Verdict>(
                question, [](Verdict each) { return "that a wallet's contract says " + std::string(to_text(each)); });
        } catch (const RpcError& error) {
            trouble = error.what();
        } catch (const ChainError& error) {
            trouble = error.what();
        }
        if (!verdict) {
            postpone(1, trouble);
        } else if (*verdict != Verdict::is_signed &&
                   std::chrono::sys_seconds(std::chrono::seconds(at.time)) < asked.at) {
            // It may have been deployed, or its owners may have approved the text, in a block that is not final yet.
            ++counts_.postponed;
        } else {
            const std::string outcome = co_await settle(database_, asked.wallet, to_text(*verdict));
            counts_.linked += outcome == "linked" ? 1 : 0;
            counts_.refused += outcome == "refused" ? 1 : 0;
        }
    }
}

void WalletVerifier::postpone(std::size_t wallets, std::string_view why) {
    counts_.postponed += wallets;
    base::log(LogLevel::warning, "staking: {} wallets' contracts could not be asked: {}; they are asked again", wallets,
              why);
}

}  // namespace gracy::staking
