#include "mongodb/message.hpp"

#include "mongodb/bson.hpp"
#include "test.hpp"

#include <array>

using namespace gracy;
using namespace gracy::mongodb;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

constexpr std::size_t longest = 1000;

std::string ping() {
    BsonWriter command;
    command.int32("ping", 1);
    return std::string(command.view());
}

/// A reply as a server frames it.
std::string reply(std::uint32_t flags, std::string_view sections, std::int32_t operation = 2013) {
    const auto number = [](auto value) { return std::string(reinterpret_cast<const char*>(&value), sizeof value); };
    const auto length = static_cast<std::int32_t>(20 + sections.size());
    return number(length) + number(std::int32_t{7}) + number(std::int32_t{3}) + number(operation) + number(flags) +
           std::string(sections);
}

std::string body_section() {
    return std::string(1, '\0') + ping();
}

std::string refusal_of(std::string_view bytes) {
    MessageReader reader(longest);
    reader.add(bytes);
    try {
        return reader.next() ? "accepted" : "incomplete";
    } catch (const ProtocolError& error) {
        return error.what();
    }
}

}  // namespace

TEST(a_command_is_framed_byte_by_byte) {
    EXPECT_EQ(encode_message(5, ping()),
              "\x24\0\0\0\x05\0\0\0\0\0\0\0\xdd\x07\0\0\0\0\0\0\0\x0f\0\0\0\x10ping\0\1\0\0\0\0"sv);
}

TEST(documents_of_an_insert_travel_in_a_sequence) {
    const std::string document = ping();
    const std::array<std::string_view, 2> documents{document, document};
    const Sequence sequence{.name = "documents", .documents = documents};
    const std::string message = encode_message(5, ping(), &sequence);
    EXPECT_EQ(message.size(), std::size_t{0x24 + 1 + 4 + 10 + 30});
    EXPECT_EQ(message.substr(0x24, 15), "\x01\x2c\0\0\0documents\0"sv);
    EXPECT_EQ(message.substr(0x24 + 15), document + document);
    EXPECT_EQ(message[0], static_cast<char>(message.size()));
}

TEST(a_reply_is_found_however_its_bytes_are_split) {
    const std::string bytes = reply(0, body_section());
    for (std::size_t split = 0; split <= bytes.size(); ++split) {
        MessageReader reader(longest);
        reader.add(std::string_view(bytes).substr(0, split));
        const bool whole = split == bytes.size();
        EXPECT_EQ(reader.next().has_value(), whole);
        if (!whole) {
            reader.add(std::string_view(bytes).substr(split));
            const auto message = reader.next();
            EXPECT(message.has_value());
            EXPECT_EQ(message->response_to, 3);
            EXPECT_EQ(message->body, ping());
        }
        EXPECT_EQ(reader.pending(), std::size_t{0});
    }
}

TEST(two_replies_in_one_piece_are_two) {
    MessageReader reader(longest);
    reader.add(reply(0, body_section()) + reply(0, body_section()));
    EXPECT(reader.next().has_value());
    EXPECT(reader.pending() > 0);
    EXPECT(reader.next().has_value());
    EXPECT_EQ(reader.pending(), std::size_t{0});
}

TEST(a_checksum_is_no_section) {
    EXPECT_EQ(refusal_of(reply(1, body_section() + "\1\2\3\4")), "accepted");
    EXPECT(refusal_of(reply(1, std::string(6, '\0'))) != "accepted");
}

TEST(flags_that_must_be_understood_are_refused_and_others_are_passed_over) {
    EXPECT_EQ(refusal_of(reply(1U << 16, body_section())), "accepted");
    EXPECT_EQ(refusal_of(reply(1U << 31, body_section())), "accepted");
    for (int bit = 1; bit < 16; ++bit) {
        EXPECT(refusal_of(reply(1U << bit, body_section())) != "accepted");
    }
    EXPECT(refusal_of(reply(2, body_section())).find("more will come") != std::string::npos);
}

TEST(a_length_that_cannot_be_is_refused_before_anything_is_waited_for) {
    for (const std::string_view length :
         {"\x0f\0\0\0"sv, "\0\0\0\0"sv, "\x19\0\0\0"sv, "\xff\xff\xff\x7f"sv, "\xff\xff\xff\xff"sv, "\xe9\x03\0\0"sv}) {
        EXPECT(refusal_of(std::string(length) + "\7\0\0\0\3\0\0\0\xdd\7\0\0"s).find("claims") != std::string::npos);
    }
}

TEST(other_protocols_are_named) {
    EXPECT(refusal_of(reply(0, body_section(), 1)).find("OP_REPLY") != std::string::npos);
    EXPECT(refusal_of(reply(0, body_section(), 2012)).find("OP_COMPRESSED") != std::string::npos);
    EXPECT(refusal_of("HTTP/1.1 400 Bad Request\r\n").find("is this a MongoDB server?") != std::string::npos);
}

TEST(sections_are_checked) {
    EXPECT_EQ(refusal_of(reply(0, body_section() + "\1\x0e\0\0\0documents\0"s)), "accepted");
    for (const std::string& sections :
         {"\2"s + ping(), body_section() + body_section(), "\1\x0e\0\0\0documents\0"s, "\0\xff\0\0\0\0"s + "padding",
          "\0\4\0\0\0\0\0\0\0"s, body_section() + "\1\xff\0\0\0"s, body_section() + "\1"s}) {
        EXPECT(refusal_of(reply(0, sections)) != "accepted");
    }
}

TEST(a_document_whose_structure_cannot_be_followed_is_no_bson) {
    EXPECT_EQ(BsonReader::over(ping()).integer("ping").value_or(0), 1);
    for (const std::string& bytes : {""s, "\5\0\0\0"s, "\6\0\0\0\0\0"s, "\5\0\0\0\1"s, "\x0c\0\0\0\2a\0\xff\0\0\0\0"s,
                                     "\x0d\0\0\0\3a\0\6\0\0\0\0\0"s, "\x08\0\0\0\x7fz\0"s, ping() + "x"}) {
        EXPECT_THROW(ProtocolError, BsonReader::over(bytes));
    }
    BsonWriter nested;
    for (int i = 0; i < 40; ++i) {
        BsonWriter outer;
        outer.document("a", nested);
        nested = std::move(outer);
    }
    EXPECT_THROW(ProtocolError, BsonReader::over(nested.view()));
}
