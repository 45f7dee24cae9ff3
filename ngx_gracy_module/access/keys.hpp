// Keys for what we hand out and must recognise: one secret file, one derived key for each use.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace gracy::access {

using Key = std::array<std::byte, 32>;

struct Keys {
    Key cursor;
    Key write_mark;
    /// Seeds entity tags.
    Key fingerprint;
    /// What check-in notes are sealed under; each team space has its own, made from it.
    Key note;
    /// Names `note` beside what it sealed, so that another key file is noticed: 8 hexadecimal digits, no secret.
    std::string note_id;

    /// HKDF-SHA256 (RFC 5869) with a label for each use. Throws std::invalid_argument when `secret` is shorter than 32
    /// bytes.
    static Keys derive(std::string_view secret);
};

}  // namespace gracy::access
