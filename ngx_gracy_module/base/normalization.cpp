#include "base/normalization.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace gracy::base {
namespace {

using Points = std::vector<utf8proc_int32_t>;

constexpr int bits_of_a_point = 21;

// More than any code point decomposes into.
constexpr std::size_t most_pieces = 32;

utf8proc_option_t options_of(NormalForm form) {
    const int composed = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    return static_cast<utf8proc_option_t>(
        form == NormalForm::composed ? composed : composed | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
}

std::uint64_t combining_class(utf8proc_int32_t point) {
    return static_cast<std::uint64_t>(utf8proc_get_property(point)->combining_class);
}

Points decomposed(std::string_view text, utf8proc_option_t options) {
    Points points;
    points.reserve(text.size() + 1);
    std::array<utf8proc_int32_t, most_pieces> pieces;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    int last_boundary = 0;
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const utf8proc_ssize_t read = utf8proc_iterate(at, left, &point);
        if (read <= 0) {
            throw std::invalid_argument("text is not UTF-8");
        }
        at += read;
        left -= read;
        const utf8proc_ssize_t count =
            utf8proc_decompose_char(point, pieces.data(), most_pieces, options, &last_boundary);
        if (count < 0 || static_cast<std::size_t>(count) > most_pieces) {
            throw std::invalid_argument("text cannot be decomposed");
        }
        points.insert(points.end(), pieces.begin(), pieces.begin() + count);
    }
    return points;
}

/// The Canonical Ordering Algorithm (Unicode 3.11, D109). utf8proc_map swaps neighbours until none is out of order,
/// which takes time as the square of a run of marks: of one request with nothing but marks, minutes.
void put_in_canonical_order(Points& points) {
    std::vector<std::uint64_t> marks;
    const auto is_starter = [](utf8proc_int32_t point) { return combining_class(point) == 0; };
    for (auto begin = points.begin(); begin != points.end();) {
        begin = std::find_if_not(begin, points.end(), is_starter);
        const auto end = std::find_if(begin, points.end(), is_starter);
        // By class, and in one class as they were.
        marks.clear();
        for (auto mark = begin; mark != end; ++mark) {
            marks.push_back(combining_class(*mark) << 56 | static_cast<std::uint64_t>(mark - begin) << bits_of_a_point |
                            static_cast<std::uint64_t>(*mark));
        }
        std::ranges::sort(marks);
        for (const std::uint64_t mark : marks) {
            *begin++ = static_cast<utf8proc_int32_t>(mark & ((1U << bits_of_a_point) - 1));
        }
    }
}

}  // namespace

std::string normalized(std::string_view text, NormalForm form) {
    const utf8proc_option_t options = options_of(form);
    Points points = decomposed(text, options);
    put_in_canonical_order(points);
    const auto count = static_cast<utf8proc_ssize_t>(points.size());
    points.push_back(0);  // utf8proc_reencode writes a NUL behind its bytes, which take no more room than the points
    const utf8proc_ssize_t size = utf8proc_reencode(points.data(), count, options);
    if (size < 0) {
        throw std::invalid_argument("text cannot be encoded");
    }
    return {reinterpret_cast<const char*>(points.data()), static_cast<std::size_t>(size)};
}

}  // namespace gracy::base
