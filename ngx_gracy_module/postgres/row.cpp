#include "postgres/row.hpp"

#include "postgres/error.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <array>
#include <bit>
#include <charconv>
#include <concepts>
#include <cstring>

namespace gracy::postgres {
namespace {

constexpr base::Date epoch_date = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

[[noreturn]] void refuse(std::string_view what) {
    throw Error(ErrorKind::invalid, {}, fmt::format("result cannot be read: {}", what));
}

template <std::integral T>
T integer(base::Bytes value) {
    if (value.size() != sizeof(T)) {
        refuse(fmt::format("{} octets where {} were expected", value.size(), sizeof(T)));
    }
    T number;
    std::memcpy(&number, value.data(), sizeof number);
    return std::byteswap(number);
}

}  // namespace

namespace wire {

template <>
bool read<bool>(base::Bytes value) {
    if (value.size() != 1) {
        refuse("not a boolean");
    }
    return value[0] != std::byte{0};
}

template <>
std::int32_t read<std::int32_t>(base::Bytes value) {
    return integer<std::int32_t>(value);
}

template <>
std::int64_t read<std::int64_t>(base::Bytes value) {
    return integer<std::int64_t>(value);
}

template <>
double read<double>(base::Bytes value) {
    return std::bit_cast<double>(integer<std::int64_t>(value));
}

template <>
base::Date read<base::Date>(base::Bytes value) {
    return epoch_date + std::chrono::days(integer<std::int32_t>(value));
}

template <>
base::Timestamp read<base::Timestamp>(base::Bytes value) {
    return base::Timestamp(epoch_date) + std::chrono::microseconds(integer<std::int64_t>(value));
}

template <>
base::Uuid read<base::Uuid>(base::Bytes value) {
    base::Uuid uuid;
    if (value.size() != uuid.size()) {
        refuse("not a uuid");
    }
    std::ranges::copy(value, uuid.begin());
    return uuid;
}

template <>
std::string_view read<std::string_view>(base::Bytes value) {
    return base::text_of(value);
}

template <>
base::Bytes read<base::Bytes>(base::Bytes value) {
    return value;
}

}  // namespace wire

std::vector<base::Bytes> array_elements(base::Bytes array) {
    const auto next = [&array](std::size_t size) {
        if (array.size() < size) {
            refuse("an array ends early");
        }
        const base::Bytes part = array.first(size);
        array = array.subspan(size);
        return part;
    };
    const auto next_integer = [&next] { return integer<std::int32_t>(next(sizeof(std::int32_t))); };

    const std::int32_t dimensions = next_integer();
    next_integer();  // has NULLs: an element's own length says so
    next_integer();  // element type: checked when the statement was prepared
    if (dimensions == 0) {
        return {};
    }
    if (dimensions != 1) {
        refuse("an array of more than one dimension");
    }
    const std::int32_t size = next_integer();
    next_integer();  // lower bound
    // Every element has at least its length, so a size that the data cannot hold is refused before memory is taken.
    if (size < 0 || static_cast<std::size_t>(size) > array.size() / sizeof(std::int32_t)) {
        refuse("an array's size is wrong");
    }
    std::vector<base::Bytes> elements;
    elements.reserve(static_cast<std::size_t>(size));
    for (std::int32_t i = 0; i < size; ++i) {
        const std::int32_t length = next_integer();
        if (length < 0) {
            refuse("NULL in an array");
        }
        elements.push_back(next(static_cast<std::size_t>(length)));
    }
    return elements;
}

std::optional<base::Bytes> RowView::value_or_null(int column) const {
    const int length = PQgetlength(result_, row_, column);
    // NULL has no length, and an empty value is rare enough to be asked about.
    if (length == 0 && PQgetisnull(result_, row_, column) != 0) {
        return std::nullopt;
    }
    return base::Bytes(reinterpret_cast<const std::byte*>(PQgetvalue(result_, row_, column)),
                       static_cast<std::size_t>(length));
}

base::Bytes RowView::value(int column) const {
    const auto value = value_or_null(column);
    if (!value) {
        refuse(fmt::format("column {} (\"{}\") is NULL, which its statement's header excludes", column + 1,
                           PQfname(result_, column)));
    }
    return *value;
}

void Result::Clear::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

int Result::rows() const {
    return PQntuples(result_.get());
}

std::int64_t Result::affected() const {
    const std::string_view text = PQcmdTuples(const_cast<pg_result*>(result_.get()));
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

}  // namespace gracy::postgres
