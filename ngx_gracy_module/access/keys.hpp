// Keys for what we hand out and must recognise: one secret file, one derived key for each use.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::access {

using Key = std::array<std::byte, 32>;

/// One key, and its name beside what it sealed, so that another key file is noticed: 8 hexadecimal digits, no secret.
struct NoteKey {
    Key key;
    std::string id;
};

/// What check-in notes are sealed under; each team space has its own, made from it.
struct NoteKeys {
    NoteKey current;
    /// Of key files of before: they open what they sealed, and seal nothing.
    std::vector<NoteKey> old;

    /// The one that sealed what stands beside `id`; null when it is none of these.
    const Key* find(std::string_view id) const;
};

struct Keys {
    Key cursor;
    Key write_mark;
    /// Seeds entity tags.
    Key fingerprint;
    NoteKeys notes;

    /// HKDF-SHA256 (RFC 5869) with a label for each use. Throws std::invalid_argument when a secret is shorter than 32
    /// bytes.
    static Keys derive(std::string_view secret, std::span<const std::string> old_secrets = {});
};

}  // namespace gracy::access
