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
    std::int64_t team_space_id;
    std::int64_t member_id;
    Address address;
    Hash message;
    std::string signature;
};

base::Task<void> WalletVerifier::run() {
    std::vector<Asked> wallets;
    std::vector<Asked> given_up;
    {
        postgres::Client client(database_);
        const auto rows = co_await client.write(sql::staking::take_wallet_verifications, chain_id(), taken_at_once);
        for (const auto& row : rows) {
            Asked wallet{.team_space_id = row.team_space_id,
                         .member_id = row.member_id,
                         .address = {},
                         .message = {},
                         .signature = std::string(base::text_of(row.signature))};
            std::ranges::copy(row.address, wallet.address.begin());
            std::ranges::copy(row.message_hash, wallet.message.begin());
            (row.is_over ? given_up : wallets).push_back(std::move(wallet));
        }
    }
    for (Asked& wallet : given_up) {
        co_await settle(std::move(wallet), "no_answer");
    }
    if (!wallets.empty()) {
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
}

base::Task<void> WalletVerifier::ask_contracts(std::vector<Asked> wallets) {
    const Heights heights = co_await crowd_.begin();
    if (!heights.finalized) {
        throw ChainError("fewer operator groups answer than have to agree");
    }
    const ethereum::Header at = co_await crowd_.agree(*heights.finalized);
    for (Asked& wallet : wallets) {
        const Crowd::Question<Verdict> question = [&](Rpc& rpc) {
            return ask(rpc, at, wallet.address, ethereum::encode_is_valid_signature(wallet.message, wallet.signature));
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
        if (verdict) {
            co_await settle(std::move(wallet), to_text(*verdict));
        } else {
            postpone(1, trouble);
        }
    }
}

base::Task<void> WalletVerifier::settle(Asked wallet, std::string_view verdict) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::staking::settle_wallet, wallet.team_space_id, wallet.member_id,
                                            base::Bytes(wallet.address), base::Bytes(wallet.message), verdict);
    const std::string_view outcome = rows.front().outcome;
    counts_.linked += outcome == "linked" ? 1 : 0;
    if (outcome == "refused") {
        ++(verdict == "no_answer" ? counts_.unanswered : counts_.refused);
    }
}

void WalletVerifier::postpone(std::size_t wallets, std::string_view why) {
    counts_.postponed += wallets;
    base::log(LogLevel::warning, "staking: {} wallets' contracts could not be asked: {}; they are asked again", wallets,
              why);
}

}  // namespace gracy::staking
