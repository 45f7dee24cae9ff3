#include "staking/webhooks/webhooks.hpp"

#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/gzip.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/staking.hpp"
#include "http/field_value.hpp"
#include "http/query.hpp"
#include "jobs/channel.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/webhooks/webhook_signature.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace gracy::staking {
namespace {

// Up to here, checking and reading a body costs the loop less than handing it to a thread.
constexpr std::size_t small_body = std::size_t{64} * 1024;
// And of one that is compressed, with all that it may hold.
constexpr std::size_t small_compressed_body = std::size_t{4} * 1024;

// How many of these may be with the threads at once. Anybody sends bodies, and passwords are checked by the same
// threads: a login waits for a few of them at most, and never finds the queue full of them.
constexpr unsigned bodies_on_threads = 4;

/// Before its signature can be looked at, a body is inflated only as far as JSON of a batch is compressed.
constexpr std::size_t max_inflated(std::size_t compressed) {
    constexpr std::size_t ratio = 50;
    return std::min(max_webhook_body, small_body + ratio * compressed);
}

/// A delivery whose signature is right.
struct Authentic {
    DeliveryKey key;
    /// Of a body that was compressed, what it holds.
    std::optional<std::string> inflated;
};

/// Nothing for a field that is missing or comes twice: which of the two was meant is not ours to guess.
std::optional<std::string> only(const http::Request& request, std::string_view name) {
    const auto value = request.header(name);
    return value && request.header_count(name) == 1 ? std::optional(std::string(*value)) : std::nullopt;
}

// Both own all that they read but the body, because the request may be gone before a thread takes it up.

/// For providers who sign the body alone.
struct BodyCheck {
    WebhookProvider provider;
    bool (*is_signed)(std::string_view body, std::string_view signature, std::span<const std::string> keys);
    std::string signature;
    std::vector<std::string> keys;

    std::optional<Authentic> operator()(std::string_view body) const {
        if (!is_signed(body, signature, keys)) {
            return std::nullopt;
        }
        return Authentic{.key = delivery_key(provider, body), .inflated = std::nullopt};
    }
};

struct QuicknodeCheck {
    QuicknodeSignature signed_by;
    bool is_compressed = false;
    std::vector<std::string> keys;

    std::optional<Authentic> operator()(std::string_view body) const {
        Authentic authentic;
        if (is_compressed) {
            authentic.inflated = base::gunzip(base::bytes_of(body), max_inflated(body.size()));
            if (!authentic.inflated) {
                return std::nullopt;
            }
            body = *authentic.inflated;
        }
        if (!is_signed_by_quicknode(body, signed_by, keys)) {
            return std::nullopt;
        }
        authentic.key = delivery_key(WebhookProvider::quicknode, body, signed_by.nonce + signed_by.timestamp);
        return authentic;
    }
};

/// One of the bodies that are with the threads. Throws io::OffloadFull.
class OnThreads {
  public:
    OnThreads() {
        if (count >= bodies_on_threads) {
            throw io::OffloadFull();
        }
        ++count;
    }
    OnThreads(const OnThreads&) = delete;
    OnThreads& operator=(const OnThreads&) = delete;
    ~OnThreads() { --count; }

  private:
    // Of the process: its loop alone counts.
    static constinit inline unsigned count = 0;
};

template <class Check>
base::Task<std::optional<Authentic>> inspect(access::Call& call, Check check, std::size_t small) {
    const std::string_view body = call.request().body;
    if (body.size() <= small) {
        co_return check(body);
    }
    const OnThreads place;
    co_return co_await io::OffloadedCall(call.services().offload,
                                         [body = std::string(body), check = std::move(check)] { return check(body); });
}

http::Response refuse(access::Call& call, WebhookProvider provider, std::string_view why) {
    base::log(base::LogLevel::warning, "request {} from {} to the webhook of {} {}", call.request().request_id,
              call.request().remote_address, to_text(provider), why);
    // As a wrong token: whoever makes them up has made up enough of them one day.
    call.rates().take_address();
    return http::Response::empty(401);
}

constexpr std::string_view unsigned_by_us = "was not signed with a key of our webhooks";

/// Well signed and not what we expect is stored too: refusing it would make the provider pause the webhook.
base::Task<http::Response> store(access::Call& call, WebhookProvider provider, Authentic authentic) {
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    query.finish();
    const access::Services& services = call.services();
    const DeliveryKey& key = authentic.key;
    const auto sequence = base::view_of(key.sequence);
    const std::string_view body = authentic.inflated ? *authentic.inflated : call.request().body;
    const auto rows = co_await call.database().write(sql::staking::store_delivery, to_text(provider), key.id, chain,
                                                     sequence, base::bytes_of(body), services.clock.now());
    if (rows.front().stored) {
        services.database.listener().notify(jobs::channel);
    }
    co_return http::Response::empty(200);
}

base::Task<http::Response> receive_signed_body(access::Call& call, std::string_view header, BodyCheck check) {
    const WebhookProvider provider = check.provider;
    call.rates().check_address();
    auto signature = only(call.request(), header);
    if (!signature) {
        co_return refuse(call, provider, unsigned_by_us);
    }
    check.signature = std::move(*signature);
    auto authentic = co_await inspect(call, std::move(check), small_body);
    if (!authentic) {
        co_return refuse(call, provider, unsigned_by_us);
    }
    co_return co_await store(call, provider, std::move(*authentic));
}

}  // namespace

DeliveryKey delivery_key(WebhookProvider provider, std::string_view body, std::string_view occasion) {
    WebhookPayload payload = parse_webhook(provider, body);
    if (payload.id.empty()) {
        const bool says_nothing = payload.verdict == WebhookPayload::Verdict::heartbeat;
        std::string known_by(says_nothing ? occasion : std::string_view());
        known_by += body;
        payload.id = "sha256-" + base::to_hex(base::sha256(base::bytes_of(known_by)));
    }
    return {.id = std::move(payload.id), .sequence = std::move(payload.sequence)};
}

base::Task<http::Response> receive_alchemy(access::Call& call) {
    co_return co_await receive_signed_body(call, alchemy_signature_header,
                                           {.provider = WebhookProvider::alchemy,
                                            .is_signed = is_signed_by_alchemy,
                                            .signature = {},
                                            .keys = call.services().settings.alchemy_signing_keys});
}

base::Task<http::Response> receive_moralis(access::Call& call) {
    co_return co_await receive_signed_body(call, moralis_signature_header,
                                           {.provider = WebhookProvider::moralis,
                                            .is_signed = is_signed_by_moralis,
                                            .signature = {},
                                            .keys = call.services().settings.moralis_secrets});
}

base::Task<http::Response> receive_quicknode(access::Call& call) {
    call.rates().check_address();
    const http::Request& request = call.request();
    const auto signature = only(request, quicknode_signature_header);
    const auto nonce = only(request, quicknode_nonce_header);
    const auto timestamp = only(request, quicknode_timestamp_header);
    const auto& keys = call.services().settings.quicknode_security_tokens;
    if (!signature || !nonce || !timestamp || keys.empty()) {
        co_return refuse(call, WebhookProvider::quicknode, unsigned_by_us);
    }
    if (!is_recent(*timestamp, call.services().clock.now())) {
        co_return refuse(call, WebhookProvider::quicknode, "has a time that is over, or not yet there");
    }
    const std::string_view encoding = request.header("Content-Encoding").value_or("identity");
    // RFC 9110, 8.4.1: in any case of letters, and by the name that gzip had before.
    const bool is_compressed = http::same_text(encoding, "gzip") || http::same_text(encoding, "x-gzip");
    if (!is_compressed && !http::same_text(encoding, "identity")) {
        co_return http::Response::empty(415);
    }
    QuicknodeSignature signed_by{.signature = *signature, .nonce = *nonce, .timestamp = *timestamp};
    auto authentic = co_await inspect(
        call, QuicknodeCheck{.signed_by = std::move(signed_by), .is_compressed = is_compressed, .keys = keys},
        is_compressed ? small_compressed_body : small_body);
    if (!authentic) {
        co_return refuse(call, WebhookProvider::quicknode, unsigned_by_us);
    }
    co_return co_await store(call, WebhookProvider::quicknode, std::move(*authentic));
}

}  // namespace gracy::staking
