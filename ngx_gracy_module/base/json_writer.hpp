// JSON straight into a string, without a tree: rows go from libpq's memory into a response's body.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::base {

/// A member's name as it appears in the text, with quotes and colon, made by the compiler.
template <std::size_t size>
struct JsonKey {
    char text[size + 2];

    consteval JsonKey(const char (&name)[size]) {  // NOLINT: implicit, for field<"name">
        text[0] = '"';
        for (std::size_t i = 0; i + 1 < size; ++i) {
            if (name[i] == '"' || name[i] == '\\' || static_cast<unsigned char>(name[i]) < 0x20) {
                throw "a key that would have to be escaped";
            }
            text[i + 1] = name[i];
        }
        text[size] = '"';
        text[size + 1] = ':';
    }
};

/// A number that identifies something: written as a string, because JavaScript's numbers end at 2^53.
struct Id {
    std::int64_t value;
};

/// Text that is JSON already.
struct RawJson {
    std::string_view text;
};

/// Writes one value. What is open is up to the caller: `open_object`, fields, `close_object`.
/// Text must be UTF-8; it is escaped as RFC 8259 demands and no further.
class JsonWriter {
  public:
    /// `capacity`: the expected size of the text, so that it grows rarely.
    explicit JsonWriter(std::size_t capacity = 256) { grow(capacity); }
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& open_object() { return put('{'); }
    JsonWriter& close_object() { return close('}'); }
    JsonWriter& open_array() { return put('['); }
    JsonWriter& close_array() { return close(']'); }

    /// `json.field<"name">(row.name)`
    template <JsonKey key, class T>
    JsonWriter& field(const T& value) {
        this->key<key>();
        return this->value(value);
    }
    /// A name whose value comes next, by `value` or by opening something.
    template <JsonKey name>
    JsonWriter& key() {
        room(sizeof name.text);
        std::memcpy(at(), name.text, sizeof name.text);
        size_ += sizeof name.text;
        return *this;
    }
    /// A name that is only known at run time.
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(std::int32_t number) { return value(static_cast<std::int64_t>(number)); }
    /// Null when it is not finite.
    JsonWriter& value(double number);
    JsonWriter& value(Id id);
    JsonWriter& value(RawJson json);
    /// RFC 3339 in UTC, always with six decimals: "2026-11-21T01:02:03.000000Z".
    JsonWriter& value(Timestamp timestamp);
    /// "2026-11-21"
    JsonWriter& value(Date date);
    JsonWriter& value(std::same_as<bool> auto truth) { return literal(truth ? "true" : "false"); }
    JsonWriter& value(std::nullopt_t) { return literal("null"); }
    template <class T>
    JsonWriter& value(const std::optional<T>& optional) {
        return optional ? value(*optional) : value(std::nullopt);
    }

    std::size_t size() const { return size_; }
    /// The whole text. Precondition: everything that was opened is closed.
    std::string take();

  private:
    // Every value is followed by a comma, and whoever closes writes over the last one: no state, no branch a field.
    void room(std::size_t wanted) {
        if (text_.size() - size_ < wanted) {
            grow(wanted);
        }
    }
    char* at() { return text_.data() + size_; }
    JsonWriter& put(char c) {
        room(1);
        text_[size_++] = c;
        return *this;
    }
    JsonWriter& close(char bracket);
    JsonWriter& literal(std::string_view text);
    void quote(std::string_view text);
    void grow(std::size_t wanted);

    std::string text_;
    std::size_t size_ = 0;
};

/// The text of an instant or a day as JsonWriter puts it between quotes.
std::string to_text(Timestamp timestamp);
std::string to_text(Date date);

}  // namespace gracy::base
