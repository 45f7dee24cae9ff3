// One thing of HR as the copy keeps it:
//
//     { _id: "<team space>/<id>", version: <int64>, team_space_id, id, changed_at: <date>, gone: bool, facts: {...} }
//
// What is gone stays as a document without facts, so that its version is known when an older one comes late.
#pragma once

#include "documents/change_sink.hpp"

namespace gracy::documents {

/// "<team space>/<id>"
std::string key_of(const Change& change);

/// BSON; nothing when the facts are no object that a store keeps as it is.
std::optional<std::string> document_of(const Change& change);

}  // namespace gracy::documents
