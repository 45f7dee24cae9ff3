#include "mongodb/message.hpp"

#include <fmt/format.h>
#include <array>
#include <bit>
#include <cstring>

namespace gracy::mongodb {
namespace {

constexpr std::int32_t op_reply = 1;
constexpr std::int32_t op_compressed = 2012;
constexpr std::int32_t op_msg = 2013;

constexpr std::uint32_t checksum_present = 1U << 0;
constexpr std::uint32_t more_to_come = 1U << 1;
/// Whoever does not know one of these must not read on; the upper half may be passed over.
constexpr std::uint32_t required_flags = 0xffff;
constexpr std::size_t checksum_size = 4;
constexpr std::size_t smallest_document = 5;
constexpr std::size_t smallest_message = header_size + sizeof(std::uint32_t) + 1 + smallest_document;

static_assert(std::endian::native == std::endian::little, "the wire's order is the machine's");

template <class Number>
void append(std::string& to, Number value) {
    std::array<char, sizeof value> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    to.append(bytes.data(), bytes.size());
}

template <class Number>
Number number_at(std::string_view bytes, std::size_t at) {
    Number value{};
    std::memcpy(&value, bytes.substr(at, sizeof value).data(), sizeof value);
    return value;
}

/// Takes what begins with its own size off the front.
std::string_view take_sized(std::string_view& bytes, std::size_t least, const char* what) {
    if (bytes.size() < least) {
        throw ProtocolError(fmt::format("{} is cut short", what));
    }
    const auto size = number_at<std::int32_t>(bytes, 0);
    if (size < static_cast<std::int32_t>(least) || static_cast<std::size_t>(size) > bytes.size()) {
        throw ProtocolError(fmt::format("{} claims {} bytes of {}", what, size, bytes.size()));
    }
    const std::string_view taken = bytes.substr(0, static_cast<std::size_t>(size));
    bytes.remove_prefix(taken.size());
    return taken;
}

/// The one section of kind 0. Sections of kind 1, which no command of ours is answered with, are passed over.
std::string body_of(std::string_view sections) {
    std::optional<std::string> body;
    while (!sections.empty()) {
        const char kind = sections.front();
        sections.remove_prefix(1);
        if (kind == 0 && !body) {
            body = take_sized(sections, smallest_document, "a document");
        } else if (kind == 1) {
            take_sized(sections, sizeof(std::int32_t) + 1, "a sequence of documents");
        } else {
            throw ProtocolError(kind == 0 ? std::string("a message has two bodies")
                                          : fmt::format("section kind {} is unknown", static_cast<int>(kind)));
        }
    }
    if (!body) {
        throw ProtocolError("a message has no body");
    }
    return std::move(*body);
}

void check_operation(std::int32_t operation) {
    if (operation == op_compressed) {
        throw ProtocolError("the server compresses its reply (OP_COMPRESSED), which was not agreed on");
    }
    if (operation == op_reply) {
        throw ProtocolError("the server answers in the protocol before MongoDB 3.6 (OP_REPLY)");
    }
    if (operation != op_msg) {
        throw ProtocolError(fmt::format("operation {} is unknown: is this a MongoDB server?", operation));
    }
}

}  // namespace

std::string encode_message(std::int32_t request_id, std::string_view body, const Sequence* sequence) {
    std::size_t documents = 0;
    if (sequence != nullptr) {
        for (const std::string_view document : sequence->documents) {
            documents += document.size();
        }
    }
    std::string message;
    message.reserve(header_size + sequence_overhead + body.size() + documents);
    append<std::int32_t>(message, 0);
    append(message, request_id);
    append<std::int32_t>(message, 0);
    append(message, op_msg);
    append<std::uint32_t>(message, 0);
    message.push_back('\0');
    message.append(body);
    if (sequence != nullptr) {
        message.push_back('\1');
        append(message, static_cast<std::int32_t>(sizeof(std::int32_t) + sequence->name.size() + 1 + documents));
        message.append(sequence->name).push_back('\0');
        for (const std::string_view document : sequence->documents) {
            message.append(document);
        }
    }
    const auto length = static_cast<std::int32_t>(message.size());
    std::memcpy(message.data(), &length, sizeof length);
    return message;
}

std::optional<Message> MessageReader::next() {
    if (buffer_.size() < header_size) {
        return std::nullopt;
    }
    const auto length = number_at<std::int32_t>(buffer_, 0);
    check_operation(number_at<std::int32_t>(buffer_, 12));
    if (length < static_cast<std::int32_t>(smallest_message) || static_cast<std::size_t>(length) > longest_) {
        throw ProtocolError(fmt::format("a message claims {} bytes", length));
    }
    const auto size = static_cast<std::size_t>(length);
    if (buffer_.size() < size) {
        return std::nullopt;
    }
    std::string_view bytes = std::string_view(buffer_).substr(0, size);
    Message message{.response_to = number_at<std::int32_t>(bytes, 8), .body = {}};
    const auto flags = number_at<std::uint32_t>(bytes, header_size);
    bytes.remove_prefix(header_size + sizeof flags);
    if ((flags & required_flags & ~(checksum_present | more_to_come)) != 0) {
        throw ProtocolError(fmt::format("a message has unknown flags {:#x}", flags));
    }
    if ((flags & more_to_come) != 0) {
        throw ProtocolError("a reply says that more will come, which was not asked for");
    }
    if ((flags & checksum_present) != 0) {
        if (bytes.size() < checksum_size) {
            throw ProtocolError("a message has no room for its checksum");
        }
        bytes.remove_suffix(checksum_size);
    }
    message.body = body_of(bytes);
    buffer_.erase(0, size);
    return message;
}

}  // namespace gracy::mongodb
