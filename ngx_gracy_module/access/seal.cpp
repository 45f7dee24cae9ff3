#include "access/seal.hpp"

#include "base/random.hpp"

#include <sodium.h>

#include <algorithm>

namespace gracy::access {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t proof_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(base::Bytes bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::vector<std::byte> seal(const Key& key, std::string_view about, std::string_view text) {
    std::vector<std::byte> sealed(nonce_size + text.size() + proof_size);
    std::ranges::copy(base::random_bytes<nonce_size>(), sealed.begin());
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(sealed.data() + nonce_size), nullptr,
                                               raw(base::bytes_of(text)), text.size(), raw(base::bytes_of(about)),
                                               about.size(), nullptr, raw(sealed), raw(key));
    return sealed;
}

std::optional<std::string> open_sealed(const Key& key, std::string_view about, base::Bytes sealed) {
    if (sealed.size() < nonce_size + proof_size) {
        return std::nullopt;
    }
    std::string text(sealed.size() - nonce_size - proof_size, '\0');
    const base::Bytes body = sealed.subspan(nonce_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr,
                                                   raw(body), body.size(), raw(base::bytes_of(about)), about.size(),
                                                   raw(sealed), raw(key)) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace gracy::access
