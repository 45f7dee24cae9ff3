// The one shape of a document, whichever store keeps it: typed fields that can be indexed, and what Slack sent.
//
//     { _id, v: 1, kind, team_id?, enterprise_id?, api_app_id?, channel?, user?, type, ts?, event_time?, received_at,
//       expire_at, retry_num?, sha256, payload: {...} | payload_raw: <bytes>, payload_is_raw: true }
//
// Times are BSON dates (a TTL index sees nothing else); `ts` stays text. The payload becomes a subdocument when every
// store we know would keep it as it is. Otherwise the original bytes are kept: keys that are empty, begin with $ or
// hold a dot, arrays directly inside arrays, NUL inside text, keys given twice, numbers that no BSON number holds,
// very deep or very large trees. Slack's deprecated `token` is a secret and is kept in neither form.
#pragma once

#include "base/json.hpp"
#include "documents/event_log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::documents {

/// What is known of a delivery besides its payload. Text is UTF-8 without NUL.
struct Envelope {
    std::string id;
    EventKind kind = EventKind::event;
    std::string type;
    std::optional<std::string> team_id;
    std::optional<std::string> enterprise_id;
    std::optional<std::string> api_app_id;
    std::optional<std::string> channel;
    std::optional<std::string> user;
    std::optional<std::string> ts;
    std::optional<base::Timestamp> event_time;
    base::Timestamp received_at;
    /// Which of Slack's repetitions this is, from 1.
    std::optional<std::int32_t> retry_num;
};

struct Payload {
    /// An object; read only, and only during the call.
    base::JsonView tree;
    /// The body as it came.
    std::string_view bytes;
    /// False: the body says something that the tree cannot hold, so the bytes are kept.
    bool exact = true;
};

/// Objects and arrays inside one another, in a payload that is kept as a subdocument. MongoDB's own limit is 100 for
/// the whole document.
inline constexpr int max_payload_depth = 64;

/// The event for the store, with its document built. Throws std::invalid_argument for an envelope that is no text.
Event make_event(const Envelope& envelope, const Payload& payload);

}  // namespace gracy::documents
