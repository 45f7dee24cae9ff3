// Typed reading of binary results, straight from libpq's memory.
#pragma once

#include "postgres/types.hpp"

#include <iterator>
#include <memory>
#include <vector>

// libpq's result, so that this header needs no libpq.
struct pg_result;

namespace gracy::postgres {

namespace wire {
// Each reads one value of exactly the width its type has. Throws Error (invalid) on any other.
template <class T>
T read(base::Bytes value);
template <>
bool read<bool>(base::Bytes value);
template <>
std::int32_t read<std::int32_t>(base::Bytes value);
template <>
std::int64_t read<std::int64_t>(base::Bytes value);
template <>
double read<double>(base::Bytes value);
template <>
base::Date read<base::Date>(base::Bytes value);
template <>
base::Timestamp read<base::Timestamp>(base::Bytes value);
template <>
base::Uuid read<base::Uuid>(base::Bytes value);
template <>
std::string_view read<std::string_view>(base::Bytes value);
template <>
base::Bytes read<base::Bytes>(base::Bytes value);
}  // namespace wire

/// Splits the binary form of a one-dimensional array without NULLs into its elements. Throws Error (invalid).
std::vector<base::Bytes> array_elements(base::Bytes array);

/// A one-dimensional array column; elements are decoded when they are looked at and point into the result.
template <class T>
class ArrayView {
  public:
    ArrayView() = default;
    explicit ArrayView(base::Bytes array) : elements_(array_elements(array)) {}
    std::size_t size() const { return elements_.size(); }
    bool empty() const { return elements_.empty(); }
    T operator[](std::size_t index) const { return wire::read<T>(elements_[index]); }
    std::vector<T> copy() const {
        std::vector<T> values;
        values.reserve(size());
        for (const base::Bytes element : elements_) {
            values.push_back(wire::read<T>(element));
        }
        return values;
    }

  private:
    std::vector<base::Bytes> elements_;
};

/// One row of a result. Views that it hands out live as long as the result.
class RowView {
  public:
    RowView(const pg_result* result, int row) : result_(result), row_(row) {}

    template <class T>
    T get(int column) const {
        return Decode<T>::from(*this, column);
    }

  private:
    template <class T>
    struct Decode {
        static T from(base::Bytes value) { return wire::read<T>(value); }
        static T from(const RowView& row, int column) { return from(row.value(column)); }
    };
    template <class T>
    struct Decode<ArrayView<T>> {
        static ArrayView<T> from(base::Bytes value) { return ArrayView<T>(value); }
        static ArrayView<T> from(const RowView& row, int column) { return from(row.value(column)); }
    };
    template <class T>
    struct Decode<std::optional<T>> {
        static std::optional<T> from(const RowView& row, int column) {
            const auto value = row.value_or_null(column);
            return value ? std::optional<T>(Decode<T>::from(*value)) : std::nullopt;
        }
    };

    std::optional<base::Bytes> value_or_null(int column) const;
    /// Throws Error (invalid) for NULL: the statement's header said that there is none.
    base::Bytes value(int column) const;

    const pg_result* result_;
    int row_;
};

/// The row type of a statement that returns nothing.
struct NoRow {
    static NoRow decode(const RowView&) { return {}; }
};

/// Owns a result; its destructor frees libpq's memory.
class Result {
  public:
    Result() = default;
    explicit Result(pg_result* result) : result_(result) {}
    const pg_result* get() const { return result_.get(); }
    int rows() const;
    /// Rows changed by a statement that returns none.
    std::int64_t affected() const;

  private:
    struct Clear {
        void operator()(pg_result* result) const noexcept;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

/// The rows of one statement, decoded one at a time into the struct generated from its header.
template <class Row>
class Rows {
  public:
    Rows() = default;
    explicit Rows(Result result) : result_(std::move(result)), size_(result_.rows()) {}

    std::size_t size() const { return static_cast<std::size_t>(size_); }
    bool empty() const { return size_ == 0; }
    Row operator[](std::size_t index) const { return Row::decode(RowView(result_.get(), static_cast<int>(index))); }
    Row front() const { return (*this)[0]; }
    Row back() const { return (*this)[size() - 1]; }
    std::int64_t affected() const { return result_.affected(); }
    /// The only row, or nothing when there is none.
    std::optional<Row> first() const {
        if (empty()) {
            return std::nullopt;
        }
        return front();
    }

    class Iterator {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Row;
        using difference_type = std::ptrdiff_t;
        Iterator(const Rows& rows, std::size_t index) : rows_(&rows), index_(index) {}
        Row operator*() const { return (*rows_)[index_]; }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator==(const Iterator& other) const { return index_ == other.index_; }

      private:
        const Rows* rows_;
        std::size_t index_;
    };
    Iterator begin() const { return Iterator(*this, 0); }
    Iterator end() const { return Iterator(*this, size()); }

  private:
    Result result_;
    int size_ = 0;
};

}  // namespace gracy::postgres
