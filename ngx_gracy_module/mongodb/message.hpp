// OP_MSG, the one form of message that is spoken (MongoDB's driver specification "OP_MSG"):
//
//     int32 length, request id, response to, 2013 | uint32 flags | 0 <document> | 1 int32 size, name\0, documents...
//
// Sent with no flag at all: a server puts a checksum only behind a reply to a message that had one, and "more to come"
// in a request would be a write that nobody confirms.
#pragma once

#include "mongodb/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::mongodb {

/// Documents of a section of kind 1.
struct Sequence {
    std::string_view name;
    std::span<const std::string_view> documents;
};

/// Precondition: body and documents are BSON, and the message has fewer than 2^31 bytes.
std::string encode_message(std::int32_t request_id, std::string_view body, const Sequence* sequence = nullptr);

/// What documents and their sequence add to a message, besides its header and its body.
inline constexpr std::size_t sequence_overhead = 32;
inline constexpr std::size_t header_size = 16;

struct Message {
    std::int32_t response_to = 0;
    std::string body;
};

/// Cuts a stream of bytes into messages. After a ProtocolError it is of no further use.
class MessageReader {
  public:
    /// `longest`: a message that says it is longer is refused before there is room for it.
    explicit MessageReader(std::size_t longest) : longest_(longest) {}

    void limit(std::size_t longest) { longest_ = longest; }
    void add(std::string_view bytes) { buffer_.append(bytes); }
    /// The next whole message, or nothing yet. Throws ProtocolError.
    std::optional<Message> next();
    /// Bytes that belong to no whole message yet.
    std::size_t pending() const { return buffer_.size(); }

  private:
    std::size_t longest_;
    std::string buffer_;
};

}  // namespace gracy::mongodb
