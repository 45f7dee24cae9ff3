// The columns of a file of people, and what a cell of each may say.
#pragma once

#include "base/json_writer.hpp"
#include "http/language.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

enum class ImportKind : unsigned char { text, email, status, date, birthday, truth, locale, skills, passed_over };

struct ImportColumn {
    /// As the API calls it.
    std::string_view name;
    ImportKind kind;
    /// Code points of a text.
    std::size_t longest = 100;
};

/// The column that a title means, whatever its case and blanks; null when it means none.
const ImportColumn* import_column(std::string_view title);

struct CellDefect {
    std::string_view code;
    http::Sentence detail;
};

/// What one line says about somebody.
class ImportCells {
  public:
    /// Takes a cell in; a blank one says nothing. What is wrong with it, if anything is.
    std::optional<CellDefect> read(const ImportColumn& column, std::string_view cell);
    bool has_email() const { return has_email_; }
    /// As one object for import_members.
    void write(base::JsonWriter& json, std::size_t line) const;

  private:
    struct Value {
        std::string_view name;
        /// JSON.
        std::string text;
    };

    void add_text(std::string_view name, std::string_view text);
    void add_number(std::string_view name, int number);
    std::optional<CellDefect> read_text(const ImportColumn& column, std::string_view cell);
    std::optional<CellDefect> read_status(std::string_view cell);
    std::optional<CellDefect> read_date(const ImportColumn& column, std::string_view cell);
    std::optional<CellDefect> read_birthday(std::string_view cell);
    std::optional<CellDefect> read_skills(std::string_view cell);
    std::optional<CellDefect> read_truth(const ImportColumn& column, std::string_view cell);

    std::vector<Value> values_;
    bool has_email_ = false;
};

}  // namespace gracy::hr
