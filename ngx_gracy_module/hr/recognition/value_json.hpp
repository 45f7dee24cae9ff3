// A company value as JSON.
#pragma once

#include "base/json_writer.hpp"

namespace gracy::hr {

template <class Row>
void write_value(base::JsonWriter& json, const Row& value) {
    json.open_object();
    json.field<"id">(base::Id{value.id});
    json.field<"name">(value.name);
    json.field<"name_ko">(value.name_ko);
    json.field<"emoji">(value.emoji);
    json.field<"description">(value.description);
    json.field<"sort">(value.sort);
    json.field<"active">(value.active);
    json.field<"version">(value.version);
    json.close_object();
}

}  // namespace gracy::hr
