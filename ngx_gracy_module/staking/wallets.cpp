#include "staking/wallets.hpp"

#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "base/random.hpp"
#include "gracy/sql/staking.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "staking/ethereum/personal_signature.hpp"
#include "staking/path_address.hpp"
#include "staking/wallet_message.hpp"

#include <algorithm>

namespace gracy::staking {
namespace {

using http::FieldError;
using http::Problem;
using http::Text;

// 124 bits.
constexpr std::size_t nonce_length = 21;
constexpr std::chrono::minutes time_to_sign{10};
// "0x" and the largest signature of a contract that is still recognised as one.
constexpr http::Length signature_length{1, 4096};

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

ethereum::Signature signature_from(std::string_view text) {
    const ethereum::ParsedSignature parsed = ethereum::parse_signature(text);
    if (parsed.signature) {
        return *parsed.signature;
    }
    switch (parsed.error) {
        case ethereum::SignatureError::malleable:
            throw wrong_signature("malleable", {"Its s is in the upper half, which wallets do not make (EIP-2).",
                                                "s 값이 위쪽 절반에 있어요(EIP-2). 지갑이 만든 서명이 아니에요."});
        case ethereum::SignatureError::of_contract:
            throw wrong_signature(
                "contract_wallet",
                {"This is a contract's signature (EIP-1271). Only wallets with a key of their own can be linked.",
                 "컨트랙트 지갑의 서명이에요(EIP-1271). 개인 키가 있는 지갑만 연결할 수 있어요."});
        case ethereum::SignatureError::malformed:
            break;
    }
    throw wrong_signature("not_a_signature",
                          {"A signature is 0x and 130 hexadecimal digits, as personal_sign gives it.",
                           "서명은 0x와 16진수 130자리예요(personal_sign의 결과)."});
}

void write_wallet(base::JsonWriter& json, base::Bytes address, bool shares_balances, base::Timestamp linked_at) {
    json.open_object();
    json.field<"address">(to_hex_text(address));
    json.field<"shares_balances">(shares_balances);
    json.field<"linked_at">(linked_at);
    json.close_object();
}

Problem refusal_of_link(std::string_view outcome) {
    if (outcome == "taken") {
        return Problem::conflict("wallet-taken",
                                 {"Another member has linked this wallet.", "다른 구성원이 연결한 지갑이에요."});
    }
    if (outcome == "too_many_wallets") {
        return Problem::conflict("too-many-wallets",
                                 {"You have linked 10 wallets already.", "지갑은 10개까지 연결할 수 있어요."});
    }
    return wrong_nonce("unknown", {"It was used before, or its ten minutes are over: ask for another text to sign.",
                                   "이미 사용했거나 10분이 지났어요. 서명할 글을 다시 받아 주세요."});
}

}  // namespace

base::Task<http::Response> challenge_wallet(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const Address address = read_address(body);
    body.finish();
    const access::Settings& settings = call.services().settings;
    if (settings.staking_domain.empty()) {
        throw Problem::conflict("wallets-not-configured",
                                {"Wallets cannot be linked here: gracy_staking_domain is not set.",
                                 "지갑 연결이 설정되어 있지 않아요(gracy_staking_domain)."});
    }
    const std::string nonce = base::random_base62(nonce_length);
    const base::Timestamp now = call.services().clock.now();
    const base::Timestamp expires_at = now + time_to_sign;
    const std::string message = to_message({.domain = settings.staking_domain,
                                            .address = address,
                                            .chain_id = settings.staking_chain_id,
                                            .nonce = nonce,
                                            .issued_at = now,
                                            .expires_at = expires_at});
    const auto rows = co_await call.database().write(sql::staking::challenge_wallet, call.team_space(),
                                                     call.principal().member_id, nonce, address, message, expires_at);
    if (rows.front().outcome == "too_many_challenges") {
        throw Problem::conflict(
            "too-many-challenges",
            {"20 texts wait to be signed already; use one, or wait ten minutes.",
             "서명을 기다리는 글이 이미 20개예요. 그중 하나를 쓰거나 10분 뒤에 다시 시도해 주세요."});
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
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string nonce = body.text("nonce", {1, 64});
    const std::string text = body.text("signature", signature_length);
    body.finish();
    const ethereum::Signature signature = signature_from(text);
    const access::Principal& who = call.principal();
    // From the primary: it may have been written a moment ago.
    const auto found =
        co_await call.database().read(sql::staking::find_challenge, who.team_space_id, who.member_id, nonce);
    const auto challenge = found.first();
    if (!challenge) {
        throw refusal_of_link("unknown_challenge");
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
    base::JsonWriter json(256);
    write_wallet(json, *signer, linked.shares_balances.value(), linked.linked_at.value());
    co_return http::Response::json(json.take(), 201);
}

base::Task<http::Response> list_wallets(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().read(sql::staking::list_wallets, call.team_space(), call.principal().member_id);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& wallet : rows) {
        write_wallet(json, wallet.address, wallet.shares_balances, wallet.linked_at);
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
    base::JsonWriter json(256);
    write_wallet(json, address, shares, wallet->linked_at);
    co_return http::Response::json(json.take());
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
