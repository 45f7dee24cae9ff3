#include "postgres/params.hpp"

#include <bit>
#include <concepts>
#include <cstring>

namespace gracy::postgres {
namespace {

// PostgreSQL counts days and microseconds from 2000-01-01.
constexpr base::Date epoch_date = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

template <std::integral T>
void append(std::string& buffer, T value) {
    if constexpr (sizeof(T) > 1) {
        value = std::byteswap(value);
    }
    buffer.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_value(std::string& buffer, bool value) {
    buffer.push_back(value ? '\1' : '\0');
}
void append_value(std::string& buffer, std::int32_t value) {
    append(buffer, value);
}
void append_value(std::string& buffer, std::int64_t value) {
    append(buffer, value);
}
void append_value(std::string& buffer, std::string_view value) {
    buffer.append(value);
}
void append_value(std::string& buffer, base::Bytes value) {
    buffer.append(base::text_of(value));
}
void append_value(std::string& buffer, base::Timestamp value) {
    append(buffer, static_cast<std::int64_t>((value - epoch_date).count()));
}

// src/backend/utils/adt/arrayfuncs.c, array_recv: dimensions, flags, element type, then length and lower bound of each
// dimension, then each element behind its length.
template <class T>
void append_array(std::string& buffer, std::span<const T> values, Oid element) {
    append(buffer, std::int32_t{values.empty() ? 0 : 1});
    append(buffer, std::int32_t{0});
    append(buffer, static_cast<std::int32_t>(element));
    if (values.empty()) {
        return;
    }
    append(buffer, static_cast<std::int32_t>(values.size()));
    append(buffer, std::int32_t{1});
    for (const T& value : values) {
        const std::size_t at = buffer.size();
        append(buffer, std::int32_t{0});
        append_value(buffer, value);
        const auto length = std::byteswap(static_cast<std::int32_t>(buffer.size() - at - sizeof(std::int32_t)));
        std::memcpy(buffer.data() + at, &length, sizeof length);
    }
}

}  // namespace

static_assert(std::endian::native == std::endian::little);

void Params::begin() {
    offsets_[static_cast<std::size_t>(count_)] = static_cast<std::ptrdiff_t>(buffer_.size());
}

void Params::end() {
    const auto index = static_cast<std::size_t>(count_);
    lengths_[index] = static_cast<int>(static_cast<std::ptrdiff_t>(buffer_.size()) - offsets_[index]);
    ++count_;
}

void Params::add_null() {
    offsets_[static_cast<std::size_t>(count_)] = -1;
    ++count_;
}

void Params::add(bool value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(std::int32_t value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(std::int64_t value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(double value) {
    add(std::bit_cast<std::int64_t>(value));
}

void Params::add(std::string_view value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(base::Bytes value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(base::Date value) {
    add(static_cast<std::int32_t>((value - epoch_date).count()));
}

void Params::add(base::Timestamp value) {
    begin();
    append_value(buffer_, value);
    end();
}

void Params::add(const base::Uuid& value) {
    add(base::Bytes(value));
}

void Params::add(std::span<const bool> values) {
    begin();
    append_array(buffer_, values, oid::boolean);
    end();
}

void Params::add(std::span<const std::int32_t> values) {
    begin();
    append_array(buffer_, values, oid::int4);
    end();
}

void Params::add(std::span<const std::int64_t> values) {
    begin();
    append_array(buffer_, values, oid::int8);
    end();
}

void Params::add(std::span<const std::string_view> values) {
    begin();
    append_array(buffer_, values, oid::text);
    end();
}

void Params::add(std::span<const base::Bytes> values) {
    begin();
    append_array(buffer_, values, oid::bytea);
    end();
}

void Params::add(std::span<const base::Timestamp> values) {
    begin();
    append_array(buffer_, values, oid::timestamptz);
    end();
}

}  // namespace gracy::postgres
