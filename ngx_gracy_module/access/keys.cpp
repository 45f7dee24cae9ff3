#include "access/keys.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <algorithm>
#include <stdexcept>

namespace gracy::access {

namespace {

Key key_for(std::string_view secret, std::string_view use) {
    if (secret.size() < 32) {
        throw std::invalid_argument("the key file holds fewer than 32 bytes");
    }
    return base::hkdf_sha256(base::bytes_of(secret), use);
}

NoteKey note_key_of(std::string_view secret) {
    const Key id = key_for(secret, "gracy check-in note id 1");
    return {.key = key_for(secret, "gracy check-in note 1"), .id = base::to_hex(base::Bytes(id).first(4))};
}

}  // namespace

const Key* NoteKeys::find(std::string_view id) const {
    if (id == current.id) {
        return &current.key;
    }
    const auto found = std::ranges::find(old, id, &NoteKey::id);
    return found == old.end() ? nullptr : &found->key;
}

Keys Keys::derive(std::string_view secret, std::span<const std::string> old_secrets) {
    Keys keys{.cursor = key_for(secret, "gracy cursor 1"),
              .write_mark = key_for(secret, "gracy write mark 1"),
              .fingerprint = key_for(secret, "gracy fingerprint 1"),
              .notes = {.current = note_key_of(secret), .old = {}}};
    for (const std::string& old : old_secrets) {
        keys.notes.old.push_back(note_key_of(old));
    }
    return keys;
}

}  // namespace gracy::access
