#include "access/rate_guard.hpp"

#include "base/hash.hpp"
#include "http/problem.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <cstring>
#include <span>
#include <string>

namespace gracy::access {
namespace {

constexpr std::uint64_t address_seed = 0x61646472;
constexpr std::uint64_t good_token_seed = 0x676f6f64;

/// The bytes that tell clients apart. Of IPv6 the network: who has one address there has all of them. Behind a socket
/// for both, IPv4 comes mapped (RFC 4291, 2.5.5.2: ten bytes of zeros, two of ones), and is the same client as over one
/// of its own.
std::uint64_t address_key(std::string_view address) {
    constexpr std::size_t network_bytes = 8;
    constexpr std::size_t ipv4_bytes = 4;
    const std::string text(address);
    in6_addr ipv6{};
    if (inet_pton(AF_INET6, text.c_str(), &ipv6) == 1) {
        const base::Bytes bytes = std::as_bytes(std::span(ipv6.s6_addr));
        return base::hash64(IN6_IS_ADDR_V4MAPPED(&ipv6) ? bytes.last(ipv4_bytes) : bytes.first(network_bytes),
                            address_seed);
    }
    in_addr ipv4{};
    if (inet_pton(AF_INET, text.c_str(), &ipv4) == 1) {
        return base::hash64(std::as_bytes(std::span(&ipv4, 1)), address_seed);
    }
    return base::hash64(base::bytes_of(address), address_seed);
}

std::uint64_t token_key(const base::Sha256& credential) {
    // A hash already.
    std::uint64_t key = 0;
    std::memcpy(&key, credential.data(), sizeof key);
    return key;
}

std::int64_t whole_seconds(Microseconds time) {
    return std::chrono::ceil<std::chrono::seconds>(time).count();
}

}  // namespace

Microseconds RateGuard::now() const {
    return std::chrono::duration_cast<Microseconds>(services_.clock.now().time_since_epoch());
}

void RateGuard::take(std::string_view policy, const std::optional<RateLimit>& limit, std::uint64_t key) {
    if (!limit) {
        return;
    }
    const RateVerdict verdict = services_.rates.take(key, *limit, now());
    taken_ = {policy, *limit, verdict};
    if (!verdict.allowed) {
        throw http::Problem::rate_limited(static_cast<int>(whole_seconds(verdict.retry_after)));
    }
}

void RateGuard::check(std::string_view policy, const std::optional<RateLimit>& limit, std::uint64_t key) {
    if (!limit) {
        return;
    }
    const RateVerdict verdict = services_.rates.peek(key, *limit, now());
    if (!verdict.allowed) {
        taken_ = {policy, *limit, verdict};
        throw http::Problem::rate_limited(static_cast<int>(whole_seconds(verdict.retry_after)));
    }
}

void RateGuard::take_address() {
    if (services_.settings.address_limit) {
        take("address", services_.settings.address_limit, address_key(request_.remote_address));
    }
}

void RateGuard::check_address() {
    if (services_.settings.address_limit) {
        check("address", services_.settings.address_limit, address_key(request_.remote_address));
    }
}

void RateGuard::check_stranger(const base::Sha256& credential) {
    if (!services_.rates.is_noted(base::hash64(credential, good_token_seed))) {
        check_address();
    }
}

void RateGuard::vouch(const base::Sha256& credential) {
    if (services_.settings.address_limit) {
        services_.rates.note(base::hash64(credential, good_token_seed), now());
    }
}

void RateGuard::take_token(const base::Sha256& credential) {
    take("token", services_.settings.token_limit, token_key(credential));
}

void RateGuard::check_token(const base::Sha256& credential) {
    check("token", services_.settings.token_limit, token_key(credential));
}

void RateGuard::describe(http::Response& response) const {
    if (!taken_) {
        return;
    }
    response.with("RateLimit-Policy", fmt::format("\"{}\";q={};w={}", taken_->policy, taken_->limit.requests,
                                                  taken_->limit.window.count()));
    response.with("RateLimit", fmt::format("\"{}\";r={};t={}", taken_->policy, taken_->verdict.remaining,
                                           whole_seconds(taken_->verdict.reset)));
}

}  // namespace gracy::access
