#include "staking/webhooks.hpp"

#include "access/services.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "http/query.hpp"
#include "staking/alchemy.hpp"
#include "staking/chain_parameter.hpp"

#include <memory>

namespace gracy::staking {
namespace {

constexpr std::string_view provider = "alchemy";

// Up to here, checking and reading a body costs the loop less than handing it to a thread.
constexpr std::size_t small_body = 64 * 1024;

/// Nothing: the signature is not one of ours.
std::optional<DeliveryKey> inspect(std::string_view body, std::string_view signature,
                                   std::span<const std::string> keys) {
    return is_signed_by_alchemy(body, signature, keys) ? std::optional(delivery_key(body)) : std::nullopt;
}

/// Owns all that it reads, because the request may be gone before a thread takes it up.
struct Inspection {
    std::string body;
    std::string signature;
    std::vector<std::string> keys;
    std::optional<DeliveryKey> operator()() const { return inspect(body, signature, keys); }
};

base::Task<std::optional<DeliveryKey>> inspect_request(access::Call& call) {
    const http::Request& request = call.request();
    const auto& keys = call.services().settings.alchemy_signing_keys;
    const auto signature = request.header(alchemy_signature_header);
    if (!signature || request.header_count(alchemy_signature_header) != 1) {
        co_return std::nullopt;
    }
    if (request.body.size() <= small_body) {
        co_return inspect(request.body, *signature, keys);
    }
    co_return co_await io::OffloadedCall(
        call.services().offload,
        Inspection{.body = std::string(request.body), .signature = std::string(*signature), .keys = keys});
}

}  // namespace

bool is_signed_by_alchemy(std::string_view body, std::string_view signature, std::span<const std::string> keys) {
    base::Sha256 sent;
    if (!base::decode_hex(signature, sent)) {
        return false;
    }
    bool authentic = false;
    for (const std::string& key : keys) {
        if (!key.empty()) {
            const base::Sha256 expected = base::hmac_sha256(base::bytes_of(key), {base::bytes_of(body)});
            authentic |= base::constant_time_equal(sent, expected);
        }
    }
    return authentic;
}

DeliveryKey delivery_key(std::string_view body) {
    AlchemyDelivery delivery = parse_alchemy(body);
    if (delivery.id.empty()) {
        delivery.id = "sha256-" + base::to_hex(base::sha256(base::bytes_of(body)));
    }
    return {.id = std::move(delivery.id), .sequence = std::move(delivery.sequence)};
}

base::Task<http::Response> receive_alchemy(access::Call& call) {
    const http::Request& request = call.request();
    const auto key = co_await inspect_request(call);
    if (!key) {
        base::log(base::LogLevel::warning, "request {} from {} was not signed with a key of our webhooks",
                  request.request_id, request.remote_address);
        co_return http::Response::empty(401);
    }
    http::QueryReader query(request.query);
    const std::int64_t chain = chain_of(call, query);
    query.finish();
    const access::Services& services = call.services();
    const auto sequence = key->sequence ? std::optional<std::string_view>(*key->sequence) : std::nullopt;
    // Well signed and not what we expect is stored too: refusing it would make Alchemy pause the webhook.
    const auto rows = co_await call.database().write(sql::staking::store_delivery, provider, key->id, chain, sequence,
                                                     base::bytes_of(request.body), services.clock.now());
    if (rows.front().stored) {
        services.database.listener().notify("gracy_jobs");
    }
    co_return http::Response::empty(200);
}

}  // namespace gracy::staking
