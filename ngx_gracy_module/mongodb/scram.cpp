#include "mongodb/scram.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace gracy::mongodb {
namespace {

// "n,," in base64: no channel binding, and none is offered.
constexpr std::string_view channel_binding = "biws";

const EVP_MD* digest_of(Mechanism mechanism) {
    return mechanism == Mechanism::scram_sha_1 ? EVP_sha1() : EVP_sha256();
}

std::size_t size_of(Mechanism mechanism) {
    return mechanism == Mechanism::scram_sha_1 ? 20 : 32;
}

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void require(bool done, const char* what) {
    if (!done) {
        throw AuthenticationError(fmt::format("OpenSSL cannot compute {}; in FIPS mode some hashes are missing", what));
    }
}

std::string hmac(Mechanism mechanism, std::string_view key, std::string_view text) {
    std::string result(size_of(mechanism), '\0');
    unsigned size = 0;
    require(HMAC(digest_of(mechanism), key.data(), static_cast<int>(key.size()), raw(text), text.size(), raw(result),
                 &size) != nullptr,
            "an HMAC");
    return result;
}

std::string hash(const EVP_MD* digest, std::string_view text, const char* what) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
    unsigned size = 0;
    require(EVP_Digest(text.data(), text.size(), result.data(), &size, digest, nullptr) == 1, what);
    return {reinterpret_cast<const char*>(result.data()), size};
}

std::string exclusive_or(std::string left, std::string_view right) {
    for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] = static_cast<char>(left[i] ^ right[i]);
    }
    return left;
}

/// RFC 4648, 4, strictly: padded, and the one spelling of its bytes.
std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    if (text.empty() || text.size() % 4 != 0 || text.size() > 4096 ||
        EVP_DecodeBlock(raw(bytes), raw(text), static_cast<int>(text.size())) < 0) {
        return std::nullopt;
    }
    bytes.resize(bytes.size() - (text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U));
    return base::to_base64(base::bytes_of(bytes)) == text ? std::optional(std::move(bytes)) : std::nullopt;
}

/// RFC 5802, 5.1: a comma and an equals sign mean something in the message.
std::string escaped(std::string_view user) {
    std::string result;
    for (const char c : user) {
        result += c == '=' ? "=3D" : c == ',' ? "=2C" : std::string(1, c);
    }
    return result;
}

/// The value of the attribute that has to stand next.
std::string_view take_attribute(std::string_view& message, char name) {
    if (message.starts_with('e')) {
        throw AuthenticationError("the server refuses the exchange");
    }
    if (message.size() < 2 || message[0] != name || message[1] != '=') {
        throw AuthenticationError(fmt::format("the server's message lacks {}=", name));
    }
    const auto end = std::min(message.find(','), message.size());
    const std::string_view value = message.substr(2, end - 2);
    message.remove_prefix(std::min(end + 1, message.size()));
    return value;
}

}  // namespace

ScramKeys derive_keys(Mechanism mechanism, const std::string& user, const std::string& password,
                      const ScramChallenge& challenge) {
    const bool is_sha_1 = mechanism == Mechanism::scram_sha_1;
    const std::string prepared =
        is_sha_1 ? base::to_hex(base::bytes_of(hash(EVP_md5(), user + ":mongo:" + password, "MD5"))) : password;
    std::string salted(size_of(mechanism), '\0');
    require(PKCS5_PBKDF2_HMAC(prepared.data(), static_cast<int>(prepared.size()), raw(challenge.salt),
                              static_cast<int>(challenge.salt.size()), static_cast<int>(challenge.iterations),
                              digest_of(mechanism), static_cast<int>(salted.size()), raw(salted)) == 1,
            "PBKDF2");
    return {.client_key = hmac(mechanism, salted, "Client Key"), .server_key = hmac(mechanism, salted, "Server Key")};
}

ScramConversation::ScramConversation(Mechanism mechanism, const std::string& user, std::string nonce)
    : mechanism_(mechanism), nonce_(std::move(nonce)), first_bare_("n=" + escaped(user) + ",r=" + nonce_) {}

ScramChallenge ScramConversation::read_challenge(std::string_view server_first) {
    server_first_ = server_first;
    combined_nonce_ = take_attribute(server_first, 'r');
    const auto salt = from_base64(take_attribute(server_first, 's'));
    const std::string_view count = take_attribute(server_first, 'i');
    // A server that has not seen our nonce is replaying somebody else's exchange.
    if (!combined_nonce_.starts_with(nonce_) || combined_nonce_.size() == nonce_.size()) {
        throw AuthenticationError("the server's nonce does not continue ours");
    }
    if (!salt) {
        throw AuthenticationError("the server's salt is not base64");
    }
    ScramChallenge challenge{.salt = *salt, .iterations = 0};
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), challenge.iterations);
    if (error != std::errc() || end != count.data() + count.size() || challenge.iterations < least_iterations ||
        challenge.iterations > most_iterations) {
        throw AuthenticationError(fmt::format("the server asks for {} iterations; {} to {} are accepted",
                                              count.substr(0, 20), least_iterations, most_iterations));
    }
    return challenge;
}

std::string ScramConversation::answer(const ScramKeys& keys) {
    const std::string without_proof = fmt::format("c={},r={}", channel_binding, combined_nonce_);
    const std::string exchange = first_bare_ + "," + server_first_ + "," + without_proof;
    const std::string stored_key = hash(digest_of(mechanism_), keys.client_key, "a hash");
    const std::string proof = exclusive_or(keys.client_key, hmac(mechanism_, stored_key, exchange));
    server_signature_ = hmac(mechanism_, keys.server_key, exchange);
    return without_proof + ",p=" + base::to_base64(base::bytes_of(proof));
}

void ScramConversation::verify(std::string_view server_final) {
    const auto signature = from_base64(take_attribute(server_final, 'v'));
    if (server_signature_.empty() || !signature ||
        !base::constant_time_equal(base::bytes_of(*signature), base::bytes_of(server_signature_))) {
        throw AuthenticationError("the server does not prove that it knows the password");
    }
    verified_ = true;
}

const ScramKeys* ScramKeyCache::find(Mechanism mechanism, const std::string& password,
                                     const ScramChallenge& challenge) const {
    const auto found = keys_.find({mechanism, password, challenge.salt, challenge.iterations});
    return found == keys_.end() ? nullptr : &found->second;
}

void ScramKeyCache::keep(Mechanism mechanism, const std::string& password, const ScramChallenge& challenge,
                         ScramKeys keys) {
    if (keys_.size() >= most) {
        keys_.clear();
    }
    keys_.insert_or_assign({mechanism, password, challenge.salt, challenge.iterations}, std::move(keys));
}

}  // namespace gracy::mongodb
