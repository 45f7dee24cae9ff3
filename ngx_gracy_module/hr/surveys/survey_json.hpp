// Surveys and waves as JSON, and what their lists share.
#pragma once

#include "base/json_writer.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>

namespace gracy::hr {

/// The newest first; ids are given in order.
using IdKey = std::tuple<std::int64_t>;
inline constexpr IdKey before_every_id{std::numeric_limits<std::int64_t>::max()};

/// {"ko": ..., "en": ...}
inline void write_languages(base::JsonWriter& json, const std::optional<std::string_view>& korean,
                            const std::optional<std::string_view>& english) {
    json.open_object();
    json.field<"ko">(korean);
    json.field<"en">(english);
    json.close_object();
}

/// What every view of a survey has, in an object that is open.
template <class Row>
void write_survey(base::JsonWriter& json, const Row& survey) {
    json.field<"id">(base::Id{survey.id});
    json.key<"title">();
    write_languages(json, survey.title_ko, survey.title_en);
    json.field<"question_version">(survey.question_version);
    json.field<"created_at">(survey.created_at);
    json.field<"updated_at">(survey.updated_at);
    json.field<"version">(survey.version);
}

/// The same of a wave.
template <class Row>
void write_wave(base::JsonWriter& json, const Row& wave) {
    json.field<"id">(base::Id{wave.id});
    json.key<"survey">().open_object();
    json.field<"id">(base::Id{wave.survey_id});
    json.key<"title">();
    write_languages(json, wave.title_ko, wave.title_en);
    json.close_object();
    json.field<"name">(wave.name);
    json.field<"state">(wave.state);
    json.field<"mode">(wave.mode);
    json.field<"names_shown">(wave.names_shown);
    json.field<"audience">(wave.audience);
    json.field<"audience_id">(wave.audience_id == 0 ? std::nullopt : std::optional(base::Id{wave.audience_id}));
    json.field<"k_score">(wave.k_score);
    json.field<"k_text">(wave.k_text);
    json.field<"opens_at">(wave.opens_at);
    json.field<"closes_at">(wave.closes_at);
    json.field<"reminders">(wave.reminders);
    json.field<"reminded_at">(wave.reminded_at);
    json.field<"question_version">(wave.question_version);
    json.field<"invited">(wave.invited);
    json.field<"launched_at">(wave.launched_at);
    json.field<"released_at">(wave.released_at);
    json.field<"created_at">(wave.created_at);
    json.field<"version">(wave.version);
}

}  // namespace gracy::hr
