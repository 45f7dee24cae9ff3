// From a method and a path to an entry of a table.
#pragma once

#include "http/request.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gracy::http {

inline constexpr std::size_t method_count = static_cast<std::size_t>(Method::other);

/// As on the wire; empty for `other`.
std::string_view name_of(Method method);

/// The values of a pattern's {placeholders}, in order of appearance. Both point into longer-lived text: the pattern
/// and the request's path.
struct PathParameters {
    static constexpr std::size_t max = 4;
    std::array<std::string_view, max> names;
    std::array<std::string_view, max> values;
    std::size_t count = 0;

    /// Precondition: the route's pattern has the placeholder.
    std::string_view get(std::string_view name) const;
    std::span<const std::string_view> all() const { return std::span(values).first(count); }
    /// The same values in a copy of the path.
    PathParameters in(std::string_view path, std::string_view copy) const;
};

/// Patterns are paths whose segments are words or {placeholders}; a placeholder stands for one segment that is not
/// empty. A word is preferred to a placeholder. Patterns must outlive the router.
class Router {
  public:
    /// `target` comes back from `find`. Throws std::logic_error: the pattern is malformed, or there already.
    void add(Method method, std::string_view pattern, std::size_t target);

    struct Found {
        enum class What : unsigned char { target, other_method, nothing } what = What::nothing;
        std::size_t target = 0;
        PathParameters parameters;
        /// For `other_method`: the value of Allow.
        std::string allowed;
    };
    /// HEAD finds GET's target when it has none of its own.
    Found find(Method method, std::string_view path) const;

  private:
    static constexpr std::int32_t none = -1;

    struct Node {
        std::vector<std::pair<std::string_view, std::int32_t>> words;
        std::string_view placeholder;
        std::int32_t placeholder_node = none;
        std::array<std::int32_t, method_count> targets;

        Node() { targets.fill(none); }
        bool ends_a_pattern() const;
    };

    std::int32_t child(std::int32_t parent, std::string_view segment, std::string_view pattern);
    const Node* walk(const Node& node, std::string_view rest, PathParameters& parameters) const;
    const Node& node(std::int32_t index) const { return nodes_[static_cast<std::size_t>(index)]; }

    std::vector<Node> nodes_{1};
};

}  // namespace gracy::http
