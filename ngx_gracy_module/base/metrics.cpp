#include "base/metrics.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace gracy::base {
namespace {

std::string_view word(Exposition::Kind kind) {
    switch (kind) {
        case Exposition::Kind::counter:
            return "counter";
        case Exposition::Kind::gauge:
            return "gauge";
        case Exposition::Kind::histogram:
            return "histogram";
    }
    return "untyped";
}

std::string seconds(std::uint64_t microseconds) {
    return fmt::format("{}", static_cast<double>(microseconds) / 1e6);
}

void append_escaped(std::string& text, std::string_view value, bool quotes) {
    for (const char c : value) {
        if (c == '\\') {
            text += "\\\\";
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '"' && quotes) {
            text += "\\\"";
        } else {
            text += c;
        }
    }
}

}  // namespace

void Histogram::observe(std::chrono::microseconds duration) noexcept {
    const auto length = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0));
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, length) - bounds.begin());
    buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(length, std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const noexcept {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        total += bucket(i);
    }
    return total;
}

void Exposition::family(std::string_view name, Kind kind, std::string_view help) {
    family_ = name;
    fmt::format_to(std::back_inserter(text_), "# HELP {} ", name);
    append_escaped(text_, help, false);
    fmt::format_to(std::back_inserter(text_), "\n# TYPE {} {}\n", name, word(kind));
}

void Exposition::sample(Labels labels, std::uint64_t value) {
    line("", labels, "", fmt::format("{}", value));
}

void Exposition::sample(Labels labels, double value) {
    if (std::isnan(value)) {
        line("", labels, "", "NaN");
    } else if (std::isinf(value)) {
        line("", labels, "", value > 0 ? "+Inf" : "-Inf");
    } else {
        line("", labels, "", fmt::format("{}", value));
    }
}

void Exposition::sample(Labels labels, const Histogram& histogram) {
    // The buckets move while they are read; the total is taken from the same readings, so that the last bucket and
    // the count agree, as the format demands.
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < Histogram::bounds.size(); ++i) {
        total += histogram.bucket(i);
        line("_bucket", labels, seconds(Histogram::bounds[i]), fmt::format("{}", total));
    }
    total += histogram.bucket(Histogram::bounds.size());
    line("_bucket", labels, "+Inf", fmt::format("{}", total));
    line("_sum", labels, "", seconds(static_cast<std::uint64_t>(histogram.sum().count())));
    line("_count", labels, "", fmt::format("{}", total));
}

void Exposition::line(std::string_view suffix, Labels labels, std::string_view bound, std::string_view value) {
    text_ += family_;
    text_ += suffix;
    char separator = '{';
    for (const Label& label : labels) {
        text_ += separator;
        text_ += label.name;
        text_ += "=\"";
        append_escaped(text_, label.value, true);
        text_ += '"';
        separator = ',';
    }
    if (!bound.empty()) {
        fmt::format_to(std::back_inserter(text_), "{}le=\"{}\"", separator, bound);
        separator = ',';
    }
    if (separator == ',') {
        text_ += '}';
    }
    text_ += ' ';
    text_ += value;
    text_ += '\n';
}

}  // namespace gracy::base
