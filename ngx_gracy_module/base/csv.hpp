// CSV for spreadsheets (RFC 4180).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gracy::base {

/// Whether a spreadsheet would take the text for a formula (OWASP, CSV injection): it begins with = + - @, also in full
/// width, a tab, a carriage return or a line feed.
bool begins_like_a_formula(std::string_view text);

class CsvWriter {
  public:
    /// Quoted where it must be, also for a spreadsheet that parts cells by semicolons. Text that it would take for a
    /// formula gets an apostrophe in front.
    CsvWriter& field(std::string_view text);
    template <class Text>
    CsvWriter& field(const std::optional<Text>& text) {
        return field(text ? std::string_view(*text) : std::string_view());
    }
    /// A number is no formula, whatever its sign.
    CsvWriter& number(std::string_view text);
    CsvWriter& end_row();

    std::size_t size() const { return text_.size(); }
    /// What was written since the last time.
    std::string take() { return std::exchange(text_, {}); }

  private:
    void begin_field();

    // It begins with the byte order mark, which tells a spreadsheet that this is UTF-8; without it Korean arrives as
    // something else.
    std::string text_ = "\xef\xbb\xbf";
    bool row_begun_ = false;
};

}  // namespace gracy::base
