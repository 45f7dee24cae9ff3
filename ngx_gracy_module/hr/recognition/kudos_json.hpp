// A gift of kudos as JSON.
#pragma once

#include "base/json_writer.hpp"

namespace gracy::hr {

/// The fields of an object that is open. `recipients` comes from the database as JSON.
template <class Row>
void write_kudos(base::JsonWriter& json, const Row& kudos) {
    json.field<"id">(base::Id{kudos.id});
    json.key<"giver">().open_object();
    json.field<"id">(base::Id{kudos.giver_id});
    json.field<"name">(kudos.giver_name);
    json.close_object();
    json.field<"recipients">(base::RawJson{kudos.recipients});
    json.field<"value">(kudos.value_name);
    json.field<"message">(kudos.message);
    json.field<"points">(kudos.points);
    json.field<"visibility">(kudos.visibility);
    json.field<"source">(kudos.source);
    json.field<"created_at">(kudos.created_at);
}

}  // namespace gracy::hr
