// The card of a note (mood.v1): sealed at rest as the note is, and as its author, or a reader whom the author has
// chosen, sees it.
#pragma once

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "http/language.hpp"
#include "wellbeing/note.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::wellbeing {

/// `card`: JSON. Opened for anybody else, another day, or another use, it is noise.
std::vector<std::byte> seal_card(const access::NoteKeys& keys, const NotePlace& place, std::string_view card);
/// Nothing when it was sealed with a key file that is not given, or for another place.
std::optional<base::Json> open_card(const access::NoteKeys& keys, const NotePlace& place, std::string_view key_id,
                                    base::Bytes sealed);

/// One reader's copy: what was quoted from the note and what it may be a sign of are not in it.
std::vector<std::byte> seal_shared_card(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                        base::JsonView card);
std::optional<base::Json> open_shared_card(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                           std::string_view key_id, base::Bytes sealed);

/// {"valence", "arousal", "confidence", "emotions": [{"label", "name", "intensity", "evidence"}],
/// "topics": [{"label", "name"}]}, names in the language; evidence is null where the card has none.
void write_card(base::JsonWriter& json, base::JsonView card, http::Language language);

/// What a card calls them by their labels, in the language; of what is unknown the label.
std::string_view emotion_name(std::string_view label, http::Language language);
std::string_view topic_name(std::string_view label, http::Language language);

}  // namespace gracy::wellbeing
