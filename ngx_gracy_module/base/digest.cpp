#include "base/digest.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <stdexcept>

namespace gracy::base {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const noexcept {
        release(object);
    }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, Release<EVP_MAC_CTX_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Release<EVP_KDF_CTX_free>>;

void check(bool succeeded) {
    if (!succeeded) {
        // Only memory can be missing here: names and lengths are ours.
        throw std::runtime_error("OpenSSL could not compute a digest");
    }
}

const unsigned char* raw(Bytes bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw(Sha256& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// OpenSSL 3 searches its providers whenever an algorithm is asked for by name, which costs more than the digest of a
// short text. So each is found once, and kept for as long as the process lives.
const EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    check(algorithm != nullptr);
    return algorithm;
}

const EVP_MAC_CTX* hmac_prototype() {
    static EVP_MAC_CTX* const prototype = [] {
        EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        check(algorithm != nullptr);
        EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);
        EVP_MAC_free(algorithm);
        check(context != nullptr);
        char digest[] = "SHA256";
        const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                         OSSL_PARAM_construct_end()};
        check(EVP_MAC_CTX_set_params(context, parameters) == 1);
        return context;
    }();
    return prototype;
}

}  // namespace

Sha256 sha256(Bytes data) {
    Sha256 digest;
    check(EVP_Digest(raw(data), data.size(), raw(digest), nullptr, sha256_algorithm(), nullptr) == 1);
    return digest;
}

Sha256 hmac_sha256(Bytes key, std::initializer_list<Bytes> parts) {
    const MacContext context(EVP_MAC_CTX_dup(hmac_prototype()));
    check(context != nullptr);
    // A null key would mean "the one from before".
    static constexpr unsigned char empty_key = 0;
    check(EVP_MAC_init(context.get(), key.empty() ? &empty_key : raw(key), key.size(), nullptr) == 1);
    for (const Bytes part : parts) {
        check(EVP_MAC_update(context.get(), raw(part), part.size()) == 1);
    }
    Sha256 digest;
    std::size_t length = 0;
    check(EVP_MAC_final(context.get(), raw(digest), &length, digest.size()) == 1 && length == digest.size());
    return digest;
}

Sha256 hkdf_sha256(Bytes secret, std::string_view label) {
    EVP_KDF* algorithm = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    check(algorithm != nullptr);
    const KdfContext context(EVP_KDF_CTX_new(algorithm));
    EVP_KDF_free(algorithm);
    check(context != nullptr);
    char digest[] = "SHA256";
    // OpenSSL takes non-const pointers and reads only.
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<std::byte*>(secret.data()), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, const_cast<char*>(label.data()), label.size()),
        OSSL_PARAM_construct_end()};
    Sha256 key;
    check(EVP_KDF_derive(context.get(), raw(key), key.size(), parameters) == 1);
    return key;
}

bool constant_time_equal(Bytes left, Bytes right) {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace gracy::base
