// Reads BSON by its specification (bsonspec.org, 1.1), for the tests: written apart from libbson, so that it can say
// whether libbson and we agree with the specification.
#pragma once

#include <fmt/format.h>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gracy::test {

/// A document as text: `{a: int32 1, b: "x", c: [double 1.5], d: date 5, e: binary(3) 0a0b0c}`. Throws for anything
/// that is not exactly one document.
class BsonReader {
  public:
    static std::string show(std::string_view bytes) {
        BsonReader reader(bytes);
        std::string text = reader.document(false);
        reader.require(reader.bytes_.empty(), "bytes after the document");
        return text;
    }

  private:
    explicit BsonReader(std::string_view bytes) : bytes_(bytes) {}

    void require(bool holds, const char* what) const {
        if (!holds) {
            throw std::runtime_error(what);
        }
    }

    std::string_view take(std::size_t size) {
        require(size <= bytes_.size(), "cut short");
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    template <class T>
    T number() {
        T value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }

    std::string_view cstring() {
        const auto end = bytes_.find('\0');
        require(end != bytes_.npos, "key without an end");
        const std::string_view text = take(end);
        take(1);
        return text;
    }

    std::string document(bool array) {
        const auto size = number<std::int32_t>();
        require(size >= 5 && static_cast<std::size_t>(size) <= bytes_.size() + 4, "wrong size");
        const std::size_t left = bytes_.size() + 4 - static_cast<std::size_t>(size);
        std::string text;
        for (int index = 0;; ++index) {
            const char type = take(1)[0];
            if (type == 0) {
                break;
            }
            const std::string_view key = cstring();
            require(!array || key == std::to_string(index), "array keys count from 0");
            text += (text.empty() ? "" : ", ") + (array ? "" : std::string(key) + ": ") + value(type);
        }
        require(bytes_.size() == left, "the size does not match the content");
        return array ? "[" + text + "]" : "{" + text + "}";
    }

    std::string value(char type) {
        switch (type) {
            case 0x01:
                return fmt::format("double {}", number<double>());
            case 0x02: {
                const auto size = number<std::int32_t>();
                require(size >= 1, "empty string without its end");
                const std::string_view text = take(static_cast<std::size_t>(size));
                require(text.back() == '\0', "string without its end");
                return fmt::format("\"{}\"", text.substr(0, text.size() - 1));
            }
            case 0x03:
                return document(false);
            case 0x04:
                return document(true);
            case 0x05: {
                const auto size = number<std::int32_t>();
                require(take(1)[0] == 0, "another binary subtype");
                std::string text = fmt::format("binary({}) ", size);
                for (const char c : take(static_cast<std::size_t>(size))) {
                    text += fmt::format("{:02x}", static_cast<unsigned char>(c));
                }
                return text;
            }
            case 0x08:
                return take(1)[0] != 0 ? "true" : "false";
            case 0x09:
                return fmt::format("date {}", number<std::int64_t>());
            case 0x0a:
                return "null";
            case 0x10:
                return fmt::format("int32 {}", number<std::int32_t>());
            case 0x12:
                return fmt::format("int64 {}", number<std::int64_t>());
            default:
                throw std::runtime_error(fmt::format("type {:#x} is not expected", type));
        }
    }

    std::string_view bytes_;
};

}  // namespace gracy::test
