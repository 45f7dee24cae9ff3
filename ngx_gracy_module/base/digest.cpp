#include "base/digest.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
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
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
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
// short text. So each is found once, and kept until the program, or the module, is unloaded.
const EVP_MD* sha256_algorithm() {
    static const std::unique_ptr<EVP_MD, Release<EVP_MD_free>> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    check(algorithm != nullptr);
    return algorithm.get();
}

// One computation after another in the same context.
class Hasher {
  public:
    Hasher() : context_(EVP_MD_CTX_new()) { check(context_ != nullptr); }
    void begin() { check(EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr) == 1); }
    void add(Bytes data) { check(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1); }
    Sha256 end() {
        Sha256 digest;
        check(EVP_DigestFinal_ex(context_.get(), raw(digest), nullptr) == 1);
        return digest;
    }

  private:
    DigestContext context_;
};

constexpr std::size_t block_size = 64;

using Block = std::array<std::byte, block_size>;

Block with_every_byte(Block block, unsigned char flipped) {
    for (std::byte& byte : block) {
        byte ^= std::byte{flipped};
    }
    return block;
}

}  // namespace

Sha256 sha256(Bytes data) {
    Sha256 digest;
    check(EVP_Digest(raw(data), data.size(), raw(digest), nullptr, sha256_algorithm(), nullptr) == 1);
    return digest;
}

// Over the digest and not through EVP_MAC, whose contexts cost more than a short message does.
Sha256 hmac_sha256(Bytes key, std::initializer_list<Bytes> parts) {
    Block padded{};
    const Sha256 short_key = key.size() > block_size ? sha256(key) : Sha256{};
    std::ranges::copy(key.size() > block_size ? Bytes(short_key) : key, padded.begin());
    Hasher hasher;
    hasher.begin();
    hasher.add(with_every_byte(padded, 0x36));
    for (const Bytes part : parts) {
        hasher.add(part);
    }
    const Sha256 inner = hasher.end();
    hasher.begin();
    hasher.add(with_every_byte(padded, 0x5c));
    hasher.add(inner);
    return hasher.end();
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
