#include "access/password.hpp"

#include "base/text.hpp"

#include <sodium.h>
#include <new>
#include <stdexcept>

namespace gracy::access {
namespace {

void prepare_sodium() {
    // Chooses the fastest implementation for this processor; the first of several calls does the work.
    static const int prepared = sodium_init();
    if (prepared < 0) {
        throw std::runtime_error("libsodium cannot be used on this system");
    }
}

}  // namespace

bool is_long_enough(std::string_view password) {
    const std::size_t characters = base::is_utf8(password) ? base::code_points(password) : password.size();
    return characters >= min_password_characters;
}

std::string hash_password(std::string_view password) {
    prepare_sodium();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), password_passes, password_memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_password(std::string_view hash, std::string_view password) {
    prepare_sodium();
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash) {
    const std::string terminated(hash);
    return crypto_pwhash_str_needs_rehash(terminated.c_str(), password_passes, password_memory_bytes) != 0;
}

std::string_view nobodys_hash() {
    // Of 32 random bytes that were thrown away.
    return "$argon2id$v=19$m=19456,t=2,p=1$OYS8N9gCDnG8nnUjs6u2aA$NjL0+BIl3PpDuVEp/4lEaZoHgqtP5sU33Kzq6rZjaKc";
}

}  // namespace gracy::access
