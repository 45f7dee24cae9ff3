#include "worker/toml_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <sstream>

namespace gracy::worker {
namespace {

/// Levenshtein: how many letters to change, add or leave out.
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

std::string type_of(const toml::node& node) {
    std::ostringstream name;
    name << node.type();
    return name.str();
}

}  // namespace

void Complaints::add(std::uint32_t line, const std::string& text) {
    lines_.push_back(line == 0 ? fmt::format("{}: {}", file_.string(), text)
                               : fmt::format("{}:{}: {}", file_.string(), line, text));
}

std::string Complaints::text() const {
    return fmt::format("{}", fmt::join(lines_, "\n"));
}

std::string suggestion(std::string_view given, const std::vector<std::string>& known) {
    const auto nearest =
        std::ranges::min_element(known, {}, [given](const std::string& word) { return distance(given, word); });
    if (nearest != known.end() && distance(given, *nearest) <= 2) {
        return fmt::format("did you mean \"{}\"?", *nearest);
    }
    return fmt::format("known here: {}", fmt::join(known, ", "));
}

std::uint32_t TomlSection::line_of(std::string_view key) const {
    if (table_ == nullptr) {
        return 0;
    }
    const toml::node* node = table_->get(key);
    return node != nullptr ? node->source().begin.line : table_->source().begin.line;
}

const toml::node* TomlSection::find(std::string_view key) {
    known_.emplace_back(key);
    return table_ != nullptr ? table_->get(key) : nullptr;
}

void TomlSection::complain(std::string_view key, const std::string& text) {
    complaints_.add(line_of(key), fmt::format("[{}] {} {}", name_, key, text));
}

void TomlSection::complain_of_absence(std::string_view key, const std::string& example) {
    if (table_ == nullptr) {
        complaints_.add(0, fmt::format("[{}] is missing; write [{}] and below it {} = {}", name_, name_, key, example));
    } else {
        complain(key, fmt::format("is missing; write for example {} = {}", key, example));
    }
}

std::optional<std::string> TomlSection::text(std::string_view key, std::string_view example) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_string()) {
        complain(key, fmt::format("is {}; write text, for example {} = \"{}\"", type_of(*node), key, example));
        return std::nullopt;
    }
    std::string value = node->ref<std::string>();
    if (value.empty()) {
        complain(key, fmt::format("is empty; write for example {} = \"{}\", or leave the line out", key, example));
        return std::nullopt;
    }
    if (value.find('\0') != std::string::npos) {
        complain(key, "contains a NUL character");
        return std::nullopt;
    }
    return value;
}

std::string TomlSection::required_text(std::string_view key, std::string_view example) {
    std::optional<std::string> value = text(key, example);
    if (!value && (table_ == nullptr || table_->get(key) == nullptr)) {
        complain_of_absence(key, fmt::format("\"{}\"", example));
    }
    return value.value_or("");
}

std::optional<std::int64_t> TomlSection::integer(std::string_view key, std::int64_t least, std::int64_t most,
                                                 std::int64_t example) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::string wanted =
        fmt::format("write a whole number from {} to {}, for example {} = {}", least, most, key, example);
    if (!node->is_integer()) {
        complain(key, fmt::format("is {}; {}", type_of(*node), wanted));
        return std::nullopt;
    }
    const std::int64_t value = node->ref<std::int64_t>();
    if (value < least || value > most) {
        complain(key, fmt::format("is {}; {}", value, wanted));
        return std::nullopt;
    }
    return value;
}

std::int64_t TomlSection::required_integer(std::string_view key, std::int64_t least, std::int64_t most,
                                           std::int64_t example) {
    const std::optional<std::int64_t> value = integer(key, least, most, example);
    if (!value && (table_ == nullptr || table_->get(key) == nullptr)) {
        complain_of_absence(key, std::to_string(example));
    }
    return value.value_or(0);
}

std::optional<double> TomlSection::number(std::string_view key, double least, double most, double example) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::optional<double> value = node->value<double>();
    if (!node->is_number() || !value || !(*value >= least && *value <= most)) {
        complain(key,
                 fmt::format("must be a number from {} to {}; write for example {} = {}", least, most, key, example));
        return std::nullopt;
    }
    return value;
}

std::optional<bool> TomlSection::boolean(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_boolean()) {
        complain(key, fmt::format("is {}; write {} = true or {} = false", type_of(*node), key, key));
        return std::nullopt;
    }
    return node->ref<bool>();
}

std::vector<std::string> TomlSection::texts(std::string_view key, std::size_t most, std::string_view example) {
    std::vector<std::string> found;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return found;
    }
    const toml::array* array = node->as_array();
    const bool fits = array != nullptr && !array->empty() && array->size() <= most;
    for (std::size_t i = 0; fits && i < array->size(); ++i) {
        const toml::node& element = *array->get(i);
        if (!element.is_string() || element.ref<std::string>().empty()) {
            found.clear();
            break;
        }
        found.push_back(element.ref<std::string>());
    }
    if (found.empty()) {
        complain(key, fmt::format("must be an array of 1 to {} texts; write for example {} = {}", most, key, example));
    }
    return found;
}

std::vector<std::pair<std::string, TomlSection>> TomlSection::sections(std::string_view key) {
    std::vector<std::pair<std::string, TomlSection>> found;
    const toml::node* node = find(key);
    const toml::table* table = node != nullptr ? node->as_table() : nullptr;
    if (node != nullptr && table == nullptr) {
        complain(key, fmt::format("is {}; write sections [{}.{}.NAME]", type_of(*node), name_, key));
    }
    if (table == nullptr) {
        return found;
    }
    for (const auto& [name, below] : *table) {
        if (const toml::table* section = below.as_table()) {
            found.emplace_back(name.str(),
                               TomlSection(fmt::format("{}.{}.{}", name_, key, name.str()), section, complaints_));
        } else {
            complaints_.add(below, fmt::format("[{}.{}] {} is no section; write [{}.{}.{}] on a line of its own", name_,
                                               key, name.str(), name_, key, name.str()));
        }
    }
    return found;
}

void TomlSection::finish() {
    if (table_ == nullptr) {
        return;
    }
    for (const auto& [key, node] : *table_) {
        if (std::ranges::find(known_, key.str()) == known_.end()) {
            complaints_.add(node,
                            fmt::format("[{}] has no key \"{}\"; {}", name_, key.str(), suggestion(key.str(), known_)));
        }
    }
}

}  // namespace gracy::worker
