#include "access/keys.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <stdexcept>

namespace gracy::access {

Keys Keys::derive(std::string_view secret) {
    if (secret.size() < 32) {
        throw std::invalid_argument("the key file holds fewer than 32 bytes");
    }
    const auto key_for = [secret](std::string_view use) { return base::hkdf_sha256(base::bytes_of(secret), use); };
    const Key note_id = key_for("gracy check-in note id 1");
    return {.cursor = key_for("gracy cursor 1"),
            .write_mark = key_for("gracy write mark 1"),
            .fingerprint = key_for("gracy fingerprint 1"),
            .note = key_for("gracy check-in note 1"),
            .note_id = base::to_hex(base::Bytes(note_id).first(4))};
}

}  // namespace gracy::access
