// Rows of an export as lines of a file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::hr {

/// One value; nothing is an empty cell or null.
struct Cell {
    enum class Kind : unsigned char { nothing, text, number } kind = Kind::nothing;
    std::string text;

    Cell() = default;
    Cell(std::string_view value) : kind(Kind::text), text(value) {}                // NOLINT: a text is a cell
    Cell(const std::string& value) : kind(Kind::text), text(value) {}              // NOLINT
    Cell(std::int32_t value) : kind(Kind::number), text(std::to_string(value)) {}  // NOLINT
    template <class T>
    Cell(const std::optional<T>& value) {  // NOLINT
        if (value) {
            *this = Cell(*value);
        }
    }
};

class RowFormat {
  public:
    virtual ~RowFormat() = default;
    virtual void header(std::span<const std::string_view> columns) = 0;
    /// A cell a column.
    virtual void row(std::span<const std::string_view> columns, std::span<const Cell> cells) = 0;
    virtual std::size_t size() const = 0;
    /// What was written since the last time.
    virtual std::string take() = 0;
};

/// "csv": for spreadsheets (base/csv.hpp). "ndjson": an object a line.
std::unique_ptr<RowFormat> row_format(std::string_view name);
std::string_view content_type_of(std::string_view format);

}  // namespace gracy::hr
