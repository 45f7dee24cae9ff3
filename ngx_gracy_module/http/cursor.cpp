#include "http/cursor.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/hash.hpp"

#include <bit>
#include <cstring>

namespace gracy::http {
namespace {

constexpr char version = 1;
constexpr std::size_t mac_size = 16;
constexpr std::size_t head_size = 2 + sizeof(std::uint64_t);

static_assert(std::endian::native == std::endian::little, "cursors are read on any host of the service");

template <class T>
void append(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

base::Sha256 mac_of(const CursorScope& scope, std::string_view sealed) {
    return base::hmac_sha256(scope.key, {base::bytes_of(sealed)});
}

}  // namespace

std::string seal_cursor(const CursorScope& scope, std::string_view values) {
    std::string bytes;
    bytes.reserve(head_size + values.size() + mac_size);
    bytes += version;
    bytes += scope.list;
    append(bytes, scope.filter);
    bytes += values;
    const base::Sha256 mac = mac_of(scope, bytes);
    bytes += base::text_of(mac).substr(0, mac_size);
    return base::to_base64url(base::bytes_of(bytes));
}

std::expected<std::string, CursorDefect> open_cursor(const CursorScope& scope, std::string_view cursor) {
    const auto bytes = base::decode_base64url(cursor);
    if (!bytes || bytes->size() < head_size + mac_size) {
        return std::unexpected(CursorDefect::forged);
    }
    const std::string_view sealed = std::string_view(*bytes).substr(0, bytes->size() - mac_size);
    const std::string_view mac = std::string_view(*bytes).substr(sealed.size());
    const base::Sha256 expected = mac_of(scope, sealed);
    if (!base::constant_time_equal(base::bytes_of(mac), base::Bytes(expected).first(mac_size))) {
        return std::unexpected(CursorDefect::forged);
    }
    std::string head{version, scope.list};
    append(head, scope.filter);
    if (sealed.substr(0, head_size) != head) {
        return std::unexpected(CursorDefect::mismatch);
    }
    return std::string(sealed.substr(head_size));
}

void ValuePacker::add(std::int64_t value) {
    append(bytes_, value);
}

void ValuePacker::add(std::string_view value) {
    append(bytes_, static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
}

void ValueUnpacker::take(std::int64_t& value) {
    if (failed_ || rest_.size() < sizeof value) {
        failed_ = true;
        return;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
}

void ValueUnpacker::take(base::Timestamp& value) {
    std::int64_t microseconds = 0;
    take(microseconds);
    value = base::Timestamp(std::chrono::microseconds(microseconds));
}

void ValueUnpacker::take(std::string& value) {
    std::uint32_t size = 0;
    if (failed_ || rest_.size() < sizeof size) {
        failed_ = true;
        return;
    }
    std::memcpy(&size, rest_.data(), sizeof size);
    rest_.remove_prefix(sizeof size);
    if (rest_.size() < size) {
        failed_ = true;
        return;
    }
    value = rest_.substr(0, size);
    rest_.remove_prefix(size);
}

FilterHash& FilterHash::add(std::string_view text) {
    value_ = base::hash64(base::bytes_of(text), value_);
    return *this;
}

FilterHash& FilterHash::add(std::int64_t number) {
    value_ = base::hash64(std::as_bytes(std::span(&number, 1)), value_);
    return *this;
}

}  // namespace gracy::http
