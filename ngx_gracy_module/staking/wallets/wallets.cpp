#include "staking/wallets/wallets.hpp"

#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "base/random.hpp"
#include "gracy/sql/staking.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "jobs/channel.hpp"
#include "staking/ethereum/contract_signature.hpp"
#include "staking/ethereum/personal_signature.hpp"
#include "staking/path_address.hpp"
#include "staking/wallets/wallet_message.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

using http::FieldError;
using http::Problem;
using http::Text;

// 124 bits.
constexpr std::size_t nonce_length = 21;
constexpr std::chrono::minutes time_to_sign{10};
constexpr std::chrono::hours time_to_sign_together{24};
constexpr http::Length signature_length{1, 2 + 2 * ethereum::max_contract_signature};

Problem wrong_signature(std::string_view code, Text detail) {
    return Problem::validation(FieldError{FieldError::Place::body, "#/signature", std::string(code), detail});
}

Problem wrong_nonce(std::string_view code, Text detail) {
    return Problem::validation(FieldError{FieldError::Place::body, "#/nonce", std::string(code), detail});
}

Address read_address(http::JsonBody& body) {
    const std::string text = body.text("address", {1, 64});
    const ParsedAddress parsed = parse_address(text);
    if (!parsed.address && !text.empty()) {
        const bool mistyped = parsed.error == AddressError::wrong_checksum;
        body.refuse({FieldError::Place::body, "#/address", mistyped ? "wrong_checksum" : "not_an_address",
                     mistyped ? Text{"Its capital letters do not fit (EIP-55): a character may be wrong.",
                                     "대소문자 체크섬이 맞지 않아요(EIP-55). 잘못 옮긴 글자가 있는지 확인해 주세요."}
                              : Text{"An address is 0x and 40 hexadecimal digits.", "주소는 0x와 16진수 40자리예요."}});
    }
    return parsed.address.value_or(Address());
}

ethereum::Signature signature_from(const ethereum::ParsedSignature& parsed) {
    if (parsed.signature) {
        return *parsed.signature;
    }
    if (parsed.error == ethereum::SignatureError::malleable) {
        throw wrong_signature("malleable", {"Its s is in the upper half, which wallets do not make (EIP-2).",
                                            "s 값이 위쪽 절반에 있어요(EIP-2). 지갑이 만든 서명이 아니에요."});
    }
    throw wrong_signature(
        "not_a_signature",
        {"A signature is 0x and 130 hexadecimal digits, as personal_sign gives it; a contract's may be longer.",
         "서명은 0x와 16진수 130자리예요(personal_sign의 결과). 컨트랙트의 서명은 더 길 수 있어요."});
}

std::string contract_signature_from(std::string_view text) {
    ethereum::ParsedContractSignature parsed = ethereum::parse_contract_signature(text);
    if (parsed.bytes) {
        return std::move(*parsed.bytes);
    }
    if (parsed.error == ethereum::ContractSignatureError::undeployed) {
        throw wrong_signature(
            "undeployed_wallet",
            {"This is the signature of a wallet that is not on the chain yet (ERC-6492): use it once, then sign again.",
             "아직 체인에 배포되지 않은 지갑의 서명이에요(ERC-6492). 지갑을 한 번 사용한 뒤 다시 서명해 주세요."});
    }
    throw wrong_signature("not_a_signature",
                          {"A contract's signature is 0x and at most 4096 bytes in hexadecimal digits.",
                           "컨트랙트의 서명은 0x와 최대 4096바이트의 16진수예요."});
}

struct WalletState {
    std::string_view state = "linked";
    /// Why it was refused.
    std::optional<std::string_view> reason{};
    bool shares_balances = false;
    std::optional<base::Timestamp> linked_at{};
};

void write_wallet(base::JsonWriter& json, base::Bytes address, const WalletState& wallet) {
    json.open_object();
    json.field<"address">(to_hex_text(address));
    json.field<"state">(wallet.state);
    json.field<"reason">(wallet.reason);
    json.field<"shares_balances">(wallet.shares_balances);
    json.field<"linked_at">(wallet.linked_at);
    json.close_object();
}

http::Response wallet_response(base::Bytes address, const WalletState& wallet, unsigned status) {
    base::JsonWriter json(256);
    write_wallet(json, address, wallet);
    return http::Response::json(json.take(), status);
}

Problem refusal_of_link(std::string_view outcome) {
    if (outcome == "taken") {
        return Problem::conflict("wallet-taken",
                                 {"Another member has linked this wallet.", "다른 구성원이 연결한 지갑이에요."});
    }
    if (outcome == "too_many_wallets") {
        return Problem::conflict("too-many-wallets", {"You have 10 wallets already, linked or waiting.",
                                                      "지갑은 확인 중인 것까지 10개까지 연결할 수 있어요."});
    }
    return wrong_nonce("unknown", {"It was used before, or its time is over: ask for another text to sign.",
                                   "이미 사용했거나 시간이 지났어요. 서명할 글을 다시 받아 주세요."});
}

/// Nobody here waits for the chain: the worker asks it.
base::Task<http::Response> verify_contract(access::Call& call, std::string nonce, std::string message, Address address,
                                           std::string signature) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().write(
        sql::staking::verify_wallet, who.team_space_id, who.member_id, nonce, call.services().settings.staking_chain_id,
        base::Bytes(ethereum::personal_hash(message)), base::bytes_of(signature));
    const auto asked = rows.front();
    if (asked.outcome == "linked") {
        co_return wallet_response(
            address, {.shares_balances = asked.shares_balances.value(), .linked_at = asked.linked_at.value()}, 201);
    }
    if (asked.outcome != "verifying") {
        throw refusal_of_link(asked.outcome);
    }
    call.services().database.listener().notify(jobs::channel);
    co_return wallet_response(address, {.state = "verifying"}, 202).with("Location", "/staking/v1/wallets");
}

}  // namespace

base::Task<http::Response> challenge_wallet(access::Call& call) {
    http::refuse_idempotency_key(call.request());
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const Address address = read_address(body);
    const bool is_contract = body.optional_boolean("contract").value_or(false);
    body.finish();
    const access::Settings& settings = call.services().settings;
    if (settings.staking_domain.empty()) {
        throw Problem::conflict("wallets-not-configured",
                                {"Wallets cannot be linked here: gracy_staking_domain is not set.",
                                 "지갑 연결이 설정되어 있지 않아요(gracy_staking_domain)."});
    }
    const std::string nonce = base::random_base62(nonce_length);
    const base::Timestamp now = call.services().clock.now();
    const base::Timestamp expires_at = now + (is_contract ? time_to_sign_together : time_to_sign);
    const auto holders =
        co_await call.database().read(sql::staking::find_wallet_holder, call.team_space(), call.principal().member_id);
    const auto holder = holders.front();
    const std::string message = to_message({.domain = settings.staking_domain,
                                            .address = address,
                                            .team_space = holder.team_space,
                                            .email = holder.email,
                                            .chain_id = settings.staking_chain_id,
                                            .nonce = nonce,
                                            .issued_at = now,
                                            .expires_at = expires_at});
    const auto rows = co_await call.database().write(sql::staking::challenge_wallet, call.team_space(),
                                                     call.principal().member_id, nonce, address, message, expires_at);
    if (rows.front().outcome == "too_many_challenges") {
        throw Problem::conflict(
            "too-many-challenges",
            {"20 texts for other addresses wait to be signed already; use one, or wait until the time of one is over: "
             "it "
             "has ten minutes, a contract's a day.",
             "다른 주소의 서명을 기다리는 글이 이미 20개예요. 그중 하나를 쓰거나, 하나의 시간이 지날 때까지 기다려 "
             "주세요(10분, 컨트랙트는 하루)."});
    }
    base::JsonWriter json(1024);
    json.open_object();
    json.field<"nonce">(nonce);
    json.field<"message">(message);
    json.field<"expires_at">(expires_at);
    json.close_object();
    co_return http::Response::json(json.take(), 201).with("Cache-Control", "no-store");
}

base::Task<http::Response> link_wallet(access::Call& call) {
    http::refuse_idempotency_key(call.request());
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string nonce = body.text("nonce", {1, 64});
    const std::string text = body.text("signature", signature_length);
    const bool is_contract = body.optional_boolean("contract").value_or(false);
    body.finish();
    const ethereum::ParsedSignature parsed = ethereum::parse_signature(text);
    const bool is_of_contract =
        is_contract || (!parsed.signature && parsed.error == ethereum::SignatureError::of_contract);
    std::string contract_signature = is_of_contract ? contract_signature_from(text) : std::string();
    const ethereum::Signature signature = is_of_contract ? ethereum::Signature() : signature_from(parsed);
    const access::Principal& who = call.principal();
    // From the primary: it may have been written a moment ago.
    const auto found =
        co_await call.database().read(sql::staking::find_challenge, who.team_space_id, who.member_id, nonce);
    const auto challenge = found.first();
    if (!challenge) {
        throw refusal_of_link("unknown_challenge");
    }
    if (is_of_contract) {
        Address address{};
        std::ranges::copy(challenge->address, address.begin());
        co_return co_await verify_contract(call, nonce, std::string(challenge->message), address,
                                           std::move(contract_signature));
    }
    const std::optional<Address> signer = ethereum::recover_signer(challenge->message, signature);
    if (!signer || !std::ranges::equal(*signer, challenge->address)) {
        throw wrong_signature("wrong_signer", {"It is not this address's signature of this text.",
                                               "이 주소가 이 글에 한 서명이 아니에요."});
    }
    const auto rows = co_await call.database().write(sql::staking::link_wallet, who.team_space_id, who.member_id, nonce,
                                                     call.request().request_id);
    const auto linked = rows.front();
    if (linked.outcome != "ok") {
        throw refusal_of_link(linked.outcome);
    }
    co_return wallet_response(
        *signer, {.shares_balances = linked.shares_balances.value(), .linked_at = linked.linked_at.value()}, 201);
}

base::Task<http::Response> list_wallets(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().read(sql::staking::list_wallets, call.team_space(), call.principal().member_id);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& wallet : rows) {
        write_wallet(json, wallet.address,
                     {.state = wallet.state,
                      .reason = wallet.reason,
                      .shares_balances = wallet.shares_balances,
                      .linked_at = wallet.linked_at});
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> share_wallet(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const Address address = path_address(call);
    http::JsonBody body(call.request());
    const bool shares = body.boolean("shares_balances");
    body.finish();
    const auto rows =
        co_await call.database().write(sql::staking::share_wallet, call.team_space(), call.principal().member_id,
                                       address, shares, call.request().request_id);
    const auto wallet = rows.first();
    if (!wallet) {
        throw Problem::not_found("wallet");
    }
    co_return wallet_response(address, {.shares_balances = shares, .linked_at = wallet->linked_at}, 200);
}

base::Task<http::Response> unlink_wallet(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const Address address = path_address(call);
    const auto rows = co_await call.database().write(sql::staking::unlink_wallet, call.team_space(),
                                                     call.principal().member_id, address, call.request().request_id);
    if (!rows.front().unlinked) {
        throw Problem::not_found("wallet");
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::staking
