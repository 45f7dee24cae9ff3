#include "http/router.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <stdexcept>

namespace gracy::http {
namespace {

bool is_placeholder(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

std::string_view name_of(Method method) {
    static constexpr std::array<std::string_view, method_count + 1> names{"GET",   "HEAD",   "POST",    "PUT",
                                                                          "PATCH", "DELETE", "OPTIONS", ""};
    return names[static_cast<std::size_t>(method)];
}

std::string_view PathParameters::get(std::string_view name) const {
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name) {
            return values[i];
        }
    }
    throw std::logic_error(fmt::format("the route has no placeholder {{{}}}", name));
}

PathParameters PathParameters::in(std::string_view path, std::string_view copy) const {
    PathParameters moved = *this;
    for (std::size_t n = 0; n < count; ++n) {
        moved.values[n] = copy.substr(static_cast<std::size_t>(values[n].data() - path.data()), values[n].size());
    }
    return moved;
}

bool Router::Node::ends_a_pattern() const {
    return std::ranges::any_of(targets, [](std::int32_t target) { return target != none; });
}

std::int32_t Router::child(std::int32_t parent, std::string_view segment, std::string_view pattern) {
    const auto next = static_cast<std::int32_t>(nodes_.size());
    Node& node = nodes_[static_cast<std::size_t>(parent)];
    if (is_placeholder(segment)) {
        const std::string_view name = segment.substr(1, segment.size() - 2);
        if (node.placeholder_node != none) {
            if (node.placeholder != name) {
                throw std::logic_error(
                    fmt::format("{}: the placeholder is called {{{}}} in another pattern", pattern, node.placeholder));
            }
            return node.placeholder_node;
        }
        node.placeholder = name;
        node.placeholder_node = next;
    } else {
        if (segment.find_first_of("{}") != std::string_view::npos) {
            throw std::logic_error(fmt::format("{}: a placeholder is a whole segment", pattern));
        }
        for (const auto& [word, index] : node.words) {
            if (word == segment) {
                return index;
            }
        }
        node.words.emplace_back(segment, next);
    }
    nodes_.emplace_back();
    return next;
}

void Router::add(Method method, std::string_view pattern, std::size_t target) {
    if (!pattern.starts_with('/') || method == Method::other) {
        throw std::logic_error(fmt::format("{}: a pattern has a method and begins with a slash", pattern));
    }
    std::int32_t at = 0;
    std::size_t placeholders = 0;
    // A pattern that ends in a slash has an empty last segment, so "/a" and "/a/" differ.
    for (std::string_view rest = pattern; !rest.empty();) {
        rest.remove_prefix(1);
        const std::string_view segment = rest.substr(0, rest.find('/'));
        rest.remove_prefix(segment.size());
        placeholders += is_placeholder(segment) ? 1 : 0;
        at = child(at, segment, pattern);
    }
    if (placeholders > PathParameters::max) {
        throw std::logic_error(fmt::format("{}: more than {} placeholders", pattern, PathParameters::max));
    }
    std::int32_t& place = nodes_[static_cast<std::size_t>(at)].targets[static_cast<std::size_t>(method)];
    if (place != none) {
        throw std::logic_error(fmt::format("{} {} is there twice", name_of(method), pattern));
    }
    place = static_cast<std::int32_t>(target);
}

const Router::Node* Router::walk(const Node& from, std::string_view rest, PathParameters& parameters) const {
    if (rest.empty()) {
        return from.ends_a_pattern() ? &from : nullptr;
    }
    rest.remove_prefix(1);  // the slash
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    for (const auto& [word, index] : from.words) {
        if (word == segment) {
            if (const Node* found = walk(node(index), rest, parameters)) {
                return found;
            }
            break;
        }
    }
    if (from.placeholder_node == none || segment.empty()) {
        return nullptr;
    }
    const std::size_t count = parameters.count;
    parameters.names[count] = from.placeholder;
    parameters.values[count] = segment;
    parameters.count = count + 1;
    const Node* found = walk(node(from.placeholder_node), rest, parameters);
    if (found == nullptr) {
        parameters.count = count;
    }
    return found;
}

Router::Found Router::find(Method method, std::string_view path) const {
    Found found;
    if (!path.starts_with('/')) {
        return found;
    }
    const Node* node = walk(nodes_.front(), path, found.parameters);
    if (node == nullptr) {
        return found;
    }
    const auto target = [&](Method m) {
        return m == Method::other ? none : node->targets[static_cast<std::size_t>(m)];
    };
    std::int32_t chosen = target(method);
    if (chosen == none && method == Method::head) {
        chosen = target(Method::get);
    }
    if (chosen != none) {
        found.what = Found::What::target;
        found.target = static_cast<std::size_t>(chosen);
        return found;
    }
    found.what = Found::What::other_method;
    for (std::size_t i = 0; i < method_count; ++i) {
        const auto known = static_cast<Method>(i);
        if (target(known) == none && !(known == Method::head && target(Method::get) != none)) {
            continue;
        }
        found.allowed += found.allowed.empty() ? "" : ", ";
        found.allowed += name_of(known);
    }
    return found;
}

}  // namespace gracy::http
