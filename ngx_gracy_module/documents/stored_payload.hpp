// What Slack sent, back from a document of the event log (document.hpp has its shape).
#pragma once

#include "base/bytes.hpp"
#include "base/json.hpp"

#include <optional>
#include <string>

namespace gracy::documents {

struct StoredPayload {
    /// The subdocument as a tree; false when the bytes were kept.
    base::Json tree;
    /// The body as it came, without its secret.
    std::string bytes;
};

/// Nothing when the document is no BSON, or has no payload, or one that no version of ours wrote: an unknown type,
/// trees far deeper than `max_payload_depth`.
std::optional<StoredPayload> read_payload(base::Bytes document);

}  // namespace gracy::documents
