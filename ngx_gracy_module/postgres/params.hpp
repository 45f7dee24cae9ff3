// Parameters in PostgreSQL's binary form, owned until libpq has copied them.
#pragma once

#include "postgres/types.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace gracy::postgres {

inline constexpr std::size_t max_parameters = 20;

class Params {
  public:
    template <class... Values>
    static Params of(const Values&... values) {
        static_assert(sizeof...(Values) <= max_parameters);
        Params params;
        (params.add(values), ...);
        return params;
    }

    int count() const { return count_; }

    /// Calls `send(values, lengths, formats)` with the arrays that PQsendQueryPrepared takes.
    template <class Send>
    auto with_arrays(Send send) const {
        std::array<const char*, max_parameters> values{};
        std::array<int, max_parameters> formats{};
        for (int i = 0; i < count_; ++i) {
            const auto index = static_cast<std::size_t>(i);
            values[index] = offsets_[index] < 0 ? nullptr : buffer_.data() + offsets_[index];
            formats[index] = 1;
        }
        return send(values.data(), lengths_.data(), formats.data());
    }

    void add(bool value);
    void add(std::int32_t value);
    void add(std::int64_t value);
    void add(double value);
    void add(std::string_view value);
    void add(base::Bytes value);
    void add(base::Date value);
    void add(base::Timestamp value);
    void add(const base::Uuid& value);
    void add(std::span<const bool> values);
    void add(std::span<const std::int32_t> values);
    void add(std::span<const std::int64_t> values);
    void add(std::span<const std::string_view> values);
    void add(std::span<const base::Bytes> values);
    void add(std::span<const base::Timestamp> values);
    template <class T>
    void add(const std::optional<T>& value) {
        if (value) {
            add(*value);
        } else {
            add_null();
        }
    }

  private:
    void add_null();
    void begin();
    void end();

    std::string buffer_;
    std::array<std::ptrdiff_t, max_parameters> offsets_{};
    std::array<int, max_parameters> lengths_{};
    int count_ = 0;
};

}  // namespace gracy::postgres
