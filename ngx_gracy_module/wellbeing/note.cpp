#include "wellbeing/note.hpp"

#include "access/seal.hpp"
#include "base/digest.hpp"
#include "base/json_writer.hpp"

#include <fmt/format.h>

namespace gracy::wellbeing {
namespace {

access::Key key_of(const access::Key& note_key, std::int64_t team_space_id) {
    return base::hkdf_sha256(note_key, fmt::format("team space {}", team_space_id));
}

std::string about(const NotePlace& place) {
    return fmt::format("check-in note {} {} {}", place.team_space_id, place.member_id, base::to_text(place.on_date));
}

}  // namespace

std::vector<std::byte> seal_note(const access::NoteKeys& keys, const NotePlace& place, std::string_view note) {
    return access::seal(key_of(keys.current.key, place.team_space_id), about(place), note);
}

std::optional<std::string> open_note(const access::NoteKeys& keys, const NotePlace& place, std::string_view key_id,
                                     base::Bytes sealed) {
    const access::Key* key = keys.find(key_id);
    if (key == nullptr) {
        return std::nullopt;
    }
    return access::open_sealed(key_of(*key, place.team_space_id), about(place), sealed);
}

SealedNote seal_or_keep(const access::NoteKeys& keys, const NotePlace& place, std::string_view note,
                        std::string_view stored_key_id, std::optional<base::Bytes> stored) {
    if (stored && open_note(keys, place, stored_key_id, *stored) == note) {
        return {{stored->begin(), stored->end()}, std::string(stored_key_id)};
    }
    return {seal_note(keys, place, note), keys.current.id};
}

}  // namespace gracy::wellbeing
