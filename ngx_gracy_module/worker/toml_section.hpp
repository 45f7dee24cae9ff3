// Strict reading of one table of a TOML file: every complaint with file, line and what to write instead, and all of
// them at once. Only configuration.cpp includes this.
#pragma once

#include <toml++/toml.h>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gracy::worker {

/// Complaints about one file, in the order found.
class Complaints {
  public:
    explicit Complaints(std::filesystem::path file) : file_(std::move(file)) {}
    void add(std::uint32_t line, const std::string& text);
    void add(const toml::node& at, const std::string& text) { add(at.source().begin.line, text); }
    /// Of another file that this one names.
    void add(const Complaints& others) { lines_.insert(lines_.end(), others.lines_.begin(), others.lines_.end()); }
    bool empty() const { return lines_.empty(); }
    std::string text() const;
    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
    std::vector<std::string> lines_;
};

/// "did you mean ...?" or the list of what is known.
std::string suggestion(std::string_view given, const std::vector<std::string>& known);

class TomlSection {
  public:
    /// `table` may be null: a section that is not there.
    TomlSection(std::string name, const toml::table* table, Complaints& complaints)
        : name_(std::move(name)), table_(table), complaints_(complaints) {}

    const std::string& name() const { return name_; }
    bool present() const { return table_ != nullptr; }
    bool has(std::string_view key) const { return table_ != nullptr && table_->get(key) != nullptr; }
    /// In quotes, whatever it says.
    bool has_text(std::string_view key) const { return has(key) && table_->get(key)->is_string(); }
    std::uint32_t line_of(std::string_view key) const;

    std::optional<std::string> text(std::string_view key, std::string_view example);
    /// The same; its absence is a complaint and gives an empty string.
    std::string required_text(std::string_view key, std::string_view example);

    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most,
                                        std::int64_t example);
    /// The same; its absence is a complaint, as anything else is that is none of these, and gives 0.
    std::int64_t required_integer(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t example);

    /// A whole or broken number.
    std::optional<double> number(std::string_view key, double least, double most, double example);

    std::optional<bool> boolean(std::string_view key);

    /// An array of at most `most` texts.
    std::vector<std::string> texts(std::string_view key, std::size_t most, std::string_view example);

    /// The sections below this one: [name.key.*], each with the last part of its name. Anything else under `key` is a
    /// complaint.
    std::vector<std::pair<std::string, TomlSection>> sections(std::string_view key);

    template <class Value>
    std::optional<Value> choice(std::string_view key,
                                std::initializer_list<std::pair<std::string_view, Value>> values) {
        std::string allowed;
        for (const auto& [word, value] : values) {
            allowed += (allowed.empty() ? "\"" : " or \"") + std::string(word) + "\"";
        }
        const std::optional<std::string> given = text(key, values.begin()->first);
        if (!given) {
            return std::nullopt;
        }
        for (const auto& [word, value] : values) {
            if (*given == word) {
                return value;
            }
        }
        complain(key, "is \"" + *given + "\"; write " + allowed);
        return std::nullopt;
    }

    /// "[name] key ..." at the key's line, or the section's.
    void complain(std::string_view key, const std::string& text);

    /// Complains about every key that was not asked for.
    void finish();

  private:
    const toml::node* find(std::string_view key);
    void complain_of_absence(std::string_view key, const std::string& example);

    std::string name_;
    const toml::table* table_;
    Complaints& complaints_;
    std::vector<std::string> known_;
};

}  // namespace gracy::worker
