// Pieces of JSON that several answers share.
#pragma once

#include "base/json_writer.hpp"

#include <optional>

namespace gracy::hr {

inline std::optional<base::Id> id_or_null(const std::optional<std::int64_t>& id) {
    return id ? std::optional(base::Id{*id}) : std::nullopt;
}

/// What every view of a member begins with.
template <class Row>
void write_profile(base::JsonWriter& json, const Row& member) {
    json.field<"id">(base::Id{member.id});
    json.field<"name">(member.name);
    json.field<"name_en">(member.name_en);
    json.field<"email">(member.email);
    json.field<"title">(member.title);
    json.field<"department_id">(id_or_null(member.department_id));
    json.field<"department_name">(member.department_name);
    json.field<"manager_id">(id_or_null(member.manager_id));
    json.field<"status">(member.status);
}

}  // namespace gracy::hr
