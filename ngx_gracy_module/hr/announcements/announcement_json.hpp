// An announcement as those see it who write them.
#pragma once

#include "base/json_writer.hpp"

namespace gracy::hr {

inline void write_person(base::JsonWriter& json, std::int64_t id, std::string_view name) {
    json.open_object();
    json.field<"id">(base::Id{id});
    json.field<"name">(name);
    json.close_object();
}

/// What every view of it begins with: the fields of an object that is open.
template <class Row>
void write_announcement_head(base::JsonWriter& json, const Row& announcement) {
    json.field<"id">(base::Id{announcement.id});
    json.key<"author">();
    write_person(json, announcement.author_id, announcement.author_name);
    json.field<"title_ko">(announcement.title_ko);
    json.field<"title_en">(announcement.title_en);
    json.key<"channels">().open_array();
    for (std::size_t i = 0; i < announcement.channels.size(); ++i) {
        json.value(announcement.channels[i]);
    }
    json.close_array();
    json.field<"require_ack">(announcement.require_ack);
    json.field<"state">(announcement.state);
    json.field<"scheduled_at">(announcement.scheduled_at);
    json.field<"began_at">(announcement.began_at);
    json.field<"sent_at">(announcement.sent_at);
    json.field<"recipients">(announcement.recipients);
    json.field<"created_at">(announcement.created_at);
    json.field<"updated_at">(announcement.updated_at);
    json.field<"version">(announcement.version);
    json.field<"correction_submitted_at">(announcement.correction_submitted_at);
    json.field<"may_approve">(announcement.may_approve);
}

/// All of it.
template <class Row>
void write_announcement(base::JsonWriter& json, const Row& announcement) {
    json.open_object();
    write_announcement_head(json, announcement);
    json.field<"body_ko">(announcement.body_ko);
    json.field<"body_en">(announcement.body_en);
    json.field<"audience">(base::RawJson{announcement.audience});
    json.field<"quiet_from">(announcement.quiet_from);
    json.field<"quiet_until">(announcement.quiet_until);
    json.key<"edited_by">();
    write_person(json, announcement.edited_by, announcement.editor_name);
    json.field<"submitted_at">(announcement.submitted_at);
    json.key<"approved_by">();
    if (announcement.approved_by && announcement.approver_name) {
        write_person(json, *announcement.approved_by, *announcement.approver_name);
    } else {
        json.value(std::nullopt);
    }
    json.field<"approved_at">(announcement.approved_at);
    json.field<"cancelled_at">(announcement.cancelled_at);
    json.field<"recalled_at">(announcement.recalled_at);
    json.field<"reminded_at">(announcement.reminded_at);
    json.field<"slack_channels">(base::RawJson{announcement.slack_channels});
    json.field<"correction">(base::RawJson{announcement.correction});
    json.field<"text_version">(announcement.text_version);
    json.field<"corrected_at">(announcement.corrected_at);
    json.close_object();
}

}  // namespace gracy::hr
