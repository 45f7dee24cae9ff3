#include "base/rsa.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/params.h>

#include <new>

namespace gracy::base {
namespace {

constexpr int fewest_bits = 2048;
constexpr int most_bits = 8192;
constexpr int most_exponent_bits = 32;

template <auto release>
struct ReleaseWith {
    template <class T>
    void operator()(T* object) const noexcept {
        release(object);
    }
};
using Number = std::unique_ptr<BIGNUM, ReleaseWith<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, ReleaseWith<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, ReleaseWith<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, ReleaseWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, ReleaseWith<EVP_MD_CTX_free>>;

const unsigned char* raw(Bytes bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Number number_of(Bytes bytes) {
    Number number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
    if (!number) {
        throw std::bad_alloc();
    }
    return number;
}

}  // namespace

void RsaPublicKey::Release::operator()(void* key) const noexcept {
    EVP_PKEY_free(static_cast<EVP_PKEY*>(key));
}

std::optional<RsaPublicKey> RsaPublicKey::of(Bytes modulus, Bytes exponent) {
    if (modulus.size() > most_bits / 8 || exponent.size() > most_exponent_bits / 8) {
        return std::nullopt;
    }
    const Number n = number_of(modulus);
    const Number e = number_of(exponent);
    if (BN_num_bits(n.get()) < fewest_bits || BN_is_odd(n.get()) == 0 || BN_is_odd(e.get()) == 0 ||
        BN_is_one(e.get()) != 0) {
        return std::nullopt;
    }
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        throw std::bad_alloc();
    }
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return std::nullopt;
    }
    return RsaPublicKey(key);
}

bool RsaPublicKey::verifies(Bytes text, Bytes signature) const {
    const DigestContext context(EVP_MD_CTX_new());
    if (!context) {
        throw std::bad_alloc();
    }
    // PKCS #1 v1.5 is what OpenSSL does with an RSA key unless it is told otherwise.
    const bool verified =
        EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, static_cast<EVP_PKEY*>(key_.get()),
                                nullptr) == 1 &&
        EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text), text.size()) == 1;
    // Whoever uses OpenSSL next in this thread must not take our failure for their own.
    ERR_clear_error();
    return verified;
}

}  // namespace gracy::base
