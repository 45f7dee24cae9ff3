#include "wellbeing/feeling_card.hpp"

#include "access/seal.hpp"
#include "base/digest.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::wellbeing {
namespace {

using http::Text;

struct Named {
    std::string_view label;
    Text name;
};

constexpr std::array emotions{
    Named{"joy", {"joy", "기쁨"}},
    Named{"gratitude", {"gratitude", "고마움"}},
    Named{"pride", {"pride", "뿌듯함"}},
    Named{"calm", {"calm", "편안함"}},
    Named{"anticipation", {"anticipation", "기대감"}},
    Named{"neutral", {"neutral", "담담함"}},
    Named{"fatigue", {"fatigue", "지침"}},
    Named{"anxiety", {"anxiety", "불안"}},
    Named{"sadness", {"sadness", "슬픔"}},
    Named{"anger", {"anger", "화"}},
    Named{"disappointment", {"disappointment", "실망"}},
    Named{"overwhelm", {"overwhelm", "부담"}},
    Named{"loneliness", {"loneliness", "외로움"}},
};

constexpr std::array topics{
    Named{"workload", {"workload", "업무량"}},
    Named{"manager", {"manager", "상사"}},
    Named{"peers", {"colleagues", "동료"}},
    Named{"growth", {"growth", "성장"}},
    Named{"pay", {"pay", "보상"}},
    Named{"recognition", {"recognition", "인정"}},
    Named{"work_life", {"work and life", "일과 삶"}},
    Named{"health", {"health", "건강"}},
    Named{"tools", {"tools", "도구"}},
    Named{"org_change", {"changes in the company", "조직 변화"}},
    Named{"customer", {"customers", "고객"}},
    Named{"other", {"other", "기타"}},
};

std::string_view name_of(std::span<const Named> all, std::string_view label, http::Language language) {
    const auto found = std::ranges::find(all, label, &Named::label);
    return found == all.end() ? label : found->name.in(language);
}

access::Key key_of(const access::Key& note_key, std::int64_t team_space_id) {
    return base::hkdf_sha256(note_key, fmt::format("team space {} feelings", team_space_id));
}

std::string about(const NotePlace& place, std::int64_t reader) {
    return fmt::format("feeling {} {} {} for {}", place.team_space_id, place.member_id, base::to_text(place.on_date),
                       reader);
}

std::vector<std::byte> seal_for(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                std::string_view card) {
    return access::seal(key_of(keys.current.key, place.team_space_id), about(place, reader), card);
}

std::optional<base::Json> open_for(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                   std::string_view key_id, base::Bytes sealed) {
    const access::Key* key = keys.find(key_id);
    if (key == nullptr) {
        return std::nullopt;
    }
    const auto text = access::open_sealed(key_of(*key, place.team_space_id), about(place, reader), sealed);
    return text ? std::optional(base::Json::parse(*text)) : std::nullopt;
}

void write_plain(base::JsonWriter& json, base::JsonView card) {
    json.field<"valence">(card["valence"].integer());
    json.field<"arousal">(card["arousal"].string());
    json.field<"confidence">(card["confidence"].string());
}

}  // namespace

std::vector<std::byte> seal_card(const access::NoteKeys& keys, const NotePlace& place, std::string_view card) {
    return seal_for(keys, place, place.member_id, card);
}

std::optional<base::Json> open_card(const access::NoteKeys& keys, const NotePlace& place, std::string_view key_id,
                                    base::Bytes sealed) {
    return open_for(keys, place, place.member_id, key_id, sealed);
}

std::vector<std::byte> seal_shared_card(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                        base::JsonView card) {
    base::JsonWriter json;
    json.open_object();
    write_plain(json, card);
    json.key<"emotions">().open_array();
    for (const base::JsonView emotion : card["emotions"].elements()) {
        json.open_object();
        json.field<"label">(emotion["label"].string());
        json.field<"intensity">(emotion["intensity"].integer());
        json.close_object();
    }
    json.close_array();
    json.key<"topics">().open_array();
    for (const base::JsonView topic : card["topics"].elements()) {
        json.value(topic.string());
    }
    json.close_array();
    json.close_object();
    return seal_for(keys, place, reader, json.take());
}

std::optional<base::Json> open_shared_card(const access::NoteKeys& keys, const NotePlace& place, std::int64_t reader,
                                           std::string_view key_id, base::Bytes sealed) {
    return open_for(keys, place, reader, key_id, sealed);
}

std::string_view emotion_name(std::string_view label, http::Language language) {
    return name_of(emotions, label, language);
}

std::string_view topic_name(std::string_view label, http::Language language) {
    return name_of(topics, label, language);
}

void write_card(base::JsonWriter& json, base::JsonView card, http::Language language) {
    json.open_object();
    write_plain(json, card);
    json.key<"emotions">().open_array();
    for (const base::JsonView emotion : card["emotions"].elements()) {
        const std::string_view label = emotion["label"].string().value_or("");
        json.open_object();
        json.field<"label">(label);
        json.field<"name">(emotion_name(label, language));
        json.field<"intensity">(emotion["intensity"].integer());
        json.field<"evidence">(emotion["evidence"].string());
        json.close_object();
    }
    json.close_array();
    json.key<"topics">().open_array();
    for (const base::JsonView topic : card["topics"].elements()) {
        const std::string_view label = topic.string().value_or("");
        json.open_object();
        json.field<"label">(label);
        json.field<"name">(topic_name(label, language));
        json.close_object();
    }
    json.close_array();
    json.close_object();
}

}  // namespace gracy::wellbeing
