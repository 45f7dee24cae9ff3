// The note of a check-in at rest: sealed under its team space's key, for one member and one day.
#pragma once

#include "access/keys.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::wellbeing {

/// Whose note it is: opened for anybody else or another day, it is noise.
struct NotePlace {
    std::int64_t team_space_id;
    std::int64_t member_id;
    base::Date on_date;
};

/// A note as it is stored.
struct SealedNote {
    std::vector<std::byte> bytes;
    std::string key_id;
};

/// 500 characters (code points) at most.
inline constexpr std::size_t longest_note = 500;

std::vector<std::byte> seal_note(const access::NoteKeys& keys, const NotePlace& place, std::string_view note);

/// Nothing when it was sealed with a key file that is not given, or for another place.
std::optional<std::string> open_note(const access::NoteKeys& keys, const NotePlace& place, std::string_view key_id,
                                     base::Bytes sealed);

/// The stored one when it is the same text: sealed once more it would look like another, whose card is to be written.
SealedNote seal_or_keep(const access::NoteKeys& keys, const NotePlace& place, std::string_view note,
                        std::string_view stored_key_id, std::optional<base::Bytes> stored);

}  // namespace gracy::wellbeing
