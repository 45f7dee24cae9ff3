#include "base/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gracy::base {
namespace {

constexpr std::size_t longest_number = 32;

constexpr std::uint64_t each_byte(unsigned char byte) {
    return 0x0101010101010101U * byte;
}

// The high bit of a byte is set when the byte must be escaped: it is below 0x20, a quote or a backslash. A byte above
// such a one may be marked too, so the mark says "look", not "this one". (Subtraction borrows into the next byte.)
std::uint64_t escapes(std::uint64_t word) {
    const auto zero_bytes = [](std::uint64_t x) { return (x - each_byte(1)) & ~x; };
    return ((word - each_byte(0x20)) | zero_bytes(word ^ each_byte('"')) | zero_bytes(word ^ each_byte('\\'))) & ~word &
           each_byte(0x80);
}

bool is_escaped(unsigned char c) {
    return c < 0x20 || c == '"' || c == '\\';
}

char* put_escape(char* at, unsigned char c) {
    *at++ = '\\';
    switch (c) {
        case '"':
        case '\\':
            *at++ = static_cast<char>(c);
            return at;
        case '\n':
            *at++ = 'n';
            return at;
        case '\r':
            *at++ = 'r';
            return at;
        case '\t':
            *at++ = 't';
            return at;
        default:
            break;
    }
    std::memcpy(at, "u00", 3);
    at[3] = "0123456789abcdef"[c >> 4];
    at[4] = "0123456789abcdef"[c & 0xf];
    return at + 5;
}

// "\u0000"
constexpr std::size_t longest_escape = 6;

char* copy_escaped(char* out, std::string_view text) {
    for (const char c : text) {
        if (is_escaped(static_cast<unsigned char>(c))) {
            out = put_escape(out, static_cast<unsigned char>(c));
        } else {
            *out++ = c;
        }
    }
    return out;
}

template <class Word>
Word load(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

template <class Word>
void store(char* to, Word word) {
    std::memcpy(to, &word, sizeof word);
}

// Copies the text, and tells whether nothing in it has to be escaped; otherwise what was copied is of no use. Nearly
// all text is plain, and most of it is short: words overlap at the end instead of a loop over the last bytes.
bool copy_plain(char* out, std::string_view text) {
    const char* const in = text.data();
    const std::size_t size = text.size();
    if (size >= 8) {
        std::uint64_t found = 0;
        for (std::size_t i = 0; i + 8 <= size; i += 8) {
            const auto word = load<std::uint64_t>(in + i);
            found |= escapes(word);
            store(out + i, word);
        }
        const auto last = load<std::uint64_t>(in + size - 8);
        found |= escapes(last);
        store(out + size - 8, last);
        return found == 0;
    }
    if (size >= 4) {
        const auto first = load<std::uint32_t>(in);
        const auto last = load<std::uint32_t>(in + size - 4);
        store(out, first);
        store(out + size - 4, last);
        return escapes(first | std::uint64_t{last} << 32) == 0;
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (is_escaped(static_cast<unsigned char>(in[i]))) {
            return false;
        }
        out[i] = in[i];
    }
    return true;
}

char* put_digits(char* at, unsigned number, int width) {
    for (int i = width - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return at + width;
}

constexpr std::size_t date_size = 10;
constexpr std::size_t timestamp_size = 27;

// Years that four digits cannot hold are not in the data: PostgreSQL's infinity is refused when it is read.
char* put_date(char* at, Date date) {
    const std::chrono::year_month_day day(date);
    at = put_digits(at, static_cast<unsigned>(static_cast<int>(day.year())), 4);
    *at++ = '-';
    at = put_digits(at, static_cast<unsigned>(day.month()), 2);
    *at++ = '-';
    return put_digits(at, static_cast<unsigned>(day.day()), 2);
}

char* put_timestamp(char* at, Timestamp timestamp) {
    const Date date = std::chrono::floor<std::chrono::days>(timestamp);
    const std::chrono::hh_mm_ss time(timestamp - date);
    at = put_date(at, date);
    *at++ = 'T';
    at = put_digits(at, static_cast<unsigned>(time.hours().count()), 2);
    *at++ = ':';
    at = put_digits(at, static_cast<unsigned>(time.minutes().count()), 2);
    *at++ = ':';
    at = put_digits(at, static_cast<unsigned>(time.seconds().count()), 2);
    *at++ = '.';
    at = put_digits(at, static_cast<unsigned>(time.subseconds().count()), 6);
    *at++ = 'Z';
    return at;
}

}  // namespace

void JsonWriter::grow(std::size_t wanted) {
    // Without zeros, which nobody would read.
    text_.resize_and_overwrite(std::max(text_.size() * 2, size_ + wanted + 64),
                               [](char*, std::size_t size) { return size; });
}

JsonWriter& JsonWriter::close(char bracket) {
    if (size_ > 0 && text_[size_ - 1] == ',') {
        --size_;
    }
    room(2);
    text_[size_++] = bracket;
    text_[size_++] = ',';
    return *this;
}

JsonWriter& JsonWriter::literal(std::string_view text) {
    room(text.size() + 1);
    std::memcpy(at(), text.data(), text.size());
    size_ += text.size();
    text_[size_++] = ',';
    return *this;
}

void JsonWriter::quote(std::string_view text) {
    room(text.size() * longest_escape + 2);
    char* out = at();
    *out++ = '"';
    out = copy_plain(out, text) ? out + text.size() : copy_escaped(out, text);
    *out++ = '"';
    size_ = static_cast<std::size_t>(out - text_.data());
}

JsonWriter& JsonWriter::key(std::string_view name) {
    quote(name);
    return put(':');
}

JsonWriter& JsonWriter::value(std::string_view text) {
    quote(text);
    return put(',');
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    room(longest_number);
    char* const end = std::to_chars(at(), at() + longest_number, number).ptr;
    *end = ',';
    size_ = static_cast<std::size_t>(end + 1 - text_.data());
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) {
        return value(std::nullopt);
    }
    room(longest_number);
    char* const end = std::to_chars(at(), at() + longest_number - 1, number).ptr;
    *end = ',';
    size_ = static_cast<std::size_t>(end + 1 - text_.data());
    return *this;
}

JsonWriter& JsonWriter::value(Id id) {
    room(longest_number);
    text_[size_++] = '"';
    char* end = std::to_chars(at(), at() + longest_number - 3, id.value).ptr;
    *end++ = '"';
    *end++ = ',';
    size_ = static_cast<std::size_t>(end - text_.data());
    return *this;
}

JsonWriter& JsonWriter::value(RawJson json) {
    return literal(json.text);
}

JsonWriter& JsonWriter::value(Timestamp timestamp) {
    room(timestamp_size + 3);
    char* out = at();
    *out++ = '"';
    out = put_timestamp(out, timestamp);
    *out++ = '"';
    *out++ = ',';
    size_ = static_cast<std::size_t>(out - text_.data());
    return *this;
}

JsonWriter& JsonWriter::value(Date date) {
    room(date_size + 3);
    char* out = at();
    *out++ = '"';
    out = put_date(out, date);
    *out++ = '"';
    *out++ = ',';
    size_ = static_cast<std::size_t>(out - text_.data());
    return *this;
}

std::string JsonWriter::take() {
    if (size_ > 0 && text_[size_ - 1] == ',') {
        --size_;
    }
    text_.resize(size_);
    size_ = 0;
    return std::move(text_);
}

std::string to_text(Timestamp timestamp) {
    std::string text(timestamp_size, '\0');
    put_timestamp(text.data(), timestamp);
    return text;
}

std::string to_text(Date date) {
    std::string text(date_size, '\0');
    put_date(text.data(), date);
    return text;
}

}  // namespace gracy::base
