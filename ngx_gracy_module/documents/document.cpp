#include "documents/document.hpp"

#include "base/digest.hpp"
#include "documents/bson_builder.hpp"

namespace gracy::documents {
namespace {

constexpr std::int32_t version = 1;
constexpr std::string_view secret_member = "token";
// MongoDB takes 16 MiB; the envelope needs little of it.
constexpr std::size_t max_document = 15 * 1024 * 1024;

void text_if(BsonBuilder& document, std::string_view key, const std::optional<std::string>& value) {
    if (value) {
        document.text(key, *value);
    }
}

void write_envelope(BsonBuilder& document, const Envelope& envelope) {
    document.text("_id", envelope.id);
    document.int32("v", version);
    document.text("kind", name_of(envelope.kind));
    text_if(document, "team_id", envelope.team_id);
    text_if(document, "enterprise_id", envelope.enterprise_id);
    text_if(document, "api_app_id", envelope.api_app_id);
    text_if(document, "channel", envelope.channel);
    text_if(document, "user", envelope.user);
    document.text("type", envelope.type);
    text_if(document, "ts", envelope.ts);
    if (envelope.event_time) {
        document.date("event_time", *envelope.event_time);
    }
    document.date("received_at", envelope.received_at);
    document.date("expire_at", envelope.received_at + retention);
    if (envelope.retry_num) {
        document.int32("retry_num", *envelope.retry_num);
    }
}

/// The body with the secret's letters struck out, its length unchanged. What the secret is stands in the tree; Slack
/// sends it as plain letters, so in the body it is a whole JSON string, or the end of "token=".
std::string without_secret(const Payload& payload) {
    std::string bytes(payload.bytes);
    const auto secret = payload.tree[secret_member].string();
    if (!secret || secret->empty()) {
        return bytes;
    }
    for (auto at = bytes.find(*secret); at != bytes.npos; at = bytes.find(*secret, at + secret->size())) {
        if (at > 0 && (bytes[at - 1] == '"' || bytes[at - 1] == '=')) {
            bytes.replace(at, secret->size(), secret->size(), '*');
        }
    }
    return bytes;
}

bool write_tree(BsonBuilder& document, const Payload& payload) {
    if (!payload.exact) {
        return false;
    }
    try {
        document.object("payload", payload.tree, secret_member, max_payload_depth);
        return true;
    } catch (const NotRepresentable&) {
        return false;
    }
}

std::string build(const Envelope& envelope, const Payload& payload, bool as_tree) {
    BsonBuilder document;
    write_envelope(document, envelope);
    document.bytes("sha256", base::sha256(base::bytes_of(payload.bytes)));
    if (!as_tree || !write_tree(document, payload)) {
        document.bytes("payload_raw", base::bytes_of(without_secret(payload)));
        document.boolean("payload_is_raw", true);
    }
    return document.take();
}

}  // namespace

Event make_event(const Envelope& envelope, const Payload& payload) {
    std::string document = build(envelope, payload, true);
    if (document.size() > max_document) {
        // An array of small numbers takes six times its text.
        document = build(envelope, payload, false);
    }
    return {.id = envelope.id,
            .kind = envelope.kind,
            .team_id = envelope.team_id,
            .type = envelope.type,
            .ts = envelope.ts,
            .received_at = envelope.received_at,
            .expire_at = envelope.received_at + retention,
            .document = std::move(document)};
}

}  // namespace gracy::documents
