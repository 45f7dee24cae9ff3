#include "staking/ethereum/trie.hpp"

#include "staking/ethereum/rlp.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gracy::staking::ethereum {
namespace {

/// One of 0 to 15 each.
using Nibbles = std::string;

constexpr std::size_t branch_width = 16;

Nibbles nibbles_of(base::Bytes bytes) {
    Nibbles nibbles;
    nibbles.reserve(2 * bytes.size());
    for (const std::byte byte : bytes) {
        nibbles += static_cast<char>(std::to_integer<unsigned>(byte) >> 4);
        nibbles += static_cast<char>(std::to_integer<unsigned>(byte) & 15U);
    }
    return nibbles;
}

/// Hex-prefix encoding: a flag for the kind of node and for oddness, then the nibbles.
std::string hex_prefix(std::string_view nibbles, bool is_leaf) {
    const bool odd = nibbles.size() % 2 != 0;
    const unsigned flag = (is_leaf ? 2U : 0U) | (odd ? 1U : 0U);
    std::string bytes(1, static_cast<char>(flag << 4 | (odd ? static_cast<unsigned>(nibbles[0]) : 0U)));
    for (std::size_t i = odd ? 1 : 0; i < nibbles.size(); i += 2) {
        bytes += static_cast<char>(static_cast<unsigned>(nibbles[i]) << 4 | static_cast<unsigned>(nibbles[i + 1]));
    }
    return bytes;
}

struct Entry {
    Nibbles key;
    std::string_view value;
};

std::string node_of(std::span<const Entry> entries, std::size_t depth);

/// How a node stands in the one above it: itself when it is shorter than its hash would be.
void append_reference(std::string& out, const std::string& node) {
    if (node.size() < std::tuple_size_v<Hash>) {
        out += node;
        return;
    }
    append_rlp(out, keccak256(base::bytes_of(node)));
}

std::string branch_of(std::span<const Entry> entries, std::size_t depth) {
    std::string items;
    std::string_view value;
    if (entries.front().key.size() == depth) {
        value = entries.front().value;
        entries = entries.subspan(1);
    }
    for (std::size_t nibble = 0; nibble < branch_width; ++nibble) {
        const auto end = std::ranges::find_if(
            entries, [&](const Entry& entry) { return static_cast<std::size_t>(entry.key[depth]) != nibble; });
        const auto count = static_cast<std::size_t>(end - entries.begin());
        if (count == 0) {
            append_rlp(items, base::Bytes());
        } else {
            append_reference(items, node_of(entries.first(count), depth + 1));
        }
        entries = entries.subspan(count);
    }
    append_rlp(items, base::bytes_of(value));
    return rlp_list(items);
}

/// Entries are sorted, at least one, and have their first `depth` nibbles in common. As deep as keys are long.
std::string node_of(std::span<const Entry> entries, std::size_t depth) {
    const std::string_view first(entries.front().key);
    std::string items;
    if (entries.size() == 1) {
        append_rlp(items, base::bytes_of(hex_prefix(first.substr(depth), true)));
        append_rlp(items, base::bytes_of(entries.front().value));
        return rlp_list(items);
    }
    const std::string_view last(entries.back().key);
    std::size_t common = depth;
    while (common < first.size() && first[common] == last[common]) {
        ++common;
    }
    if (common == depth) {
        return branch_of(entries, depth);
    }
    append_rlp(items, base::bytes_of(hex_prefix(first.substr(depth, common - depth), false)));
    append_reference(items, branch_of(entries, common));
    return rlp_list(items);
}

/// A node that is read: seventeen items of a branch, or two of an extension or a leaf.
struct Node {
    std::array<RlpItem, branch_width + 1> items;
    std::size_t count = 0;
};

std::optional<Node> read_node(const RlpItem& list) {
    if (!list.is_list) {
        return std::nullopt;
    }
    Node node;
    base::Bytes rest = list.content;
    while (!rest.empty()) {
        const auto item = take_rlp(rest);
        if (!item || node.count == node.items.size()) {
            return std::nullopt;
        }
        node.items[node.count++] = *item;
    }
    return node.count == 2 || node.count == branch_width + 1 ? std::optional(node) : std::nullopt;
}

struct Path {
    Nibbles nibbles;
    bool is_leaf = false;
};

std::optional<Path> read_path(const RlpItem& item) {
    if (item.is_list || item.content.empty()) {
        return std::nullopt;
    }
    Path path{.nibbles = nibbles_of(item.content)};
    const auto flag = static_cast<unsigned>(path.nibbles[0]);
    const bool odd = (flag & 1U) != 0;
    if (flag > 3 || (!odd && path.nibbles[1] != 0)) {
        return std::nullopt;
    }
    path.is_leaf = (flag & 2U) != 0;
    path.nibbles.erase(0, odd ? 1 : 2);
    return path;
}

using Proven = Verified<std::optional<std::string>>;

/// The way from the root to a key, a node at a time.
class Walk {
  public:
    Walk(const Hash& root, const Hash& key, std::span<const std::string> nodes)
        : expected_(root), key_(nibbles_of(key)), nodes_(nodes) {}

    Proven run() {
        while (true) {
            auto step = inline_.is_list ? read(std::exchange(inline_, {})) : next();
            if (!step) {
                return std::unexpected(std::move(step.error()));
            }
            if (auto proven = follow(*step)) {
                return std::move(*proven);
            }
        }
    }

  private:
    Verified<Node> next() {
        if (used_ == nodes_.size()) {
            return unknown_form("the proof ends before it has proven anything");
        }
        const std::string& bytes = nodes_[used_++];
        if (keccak256(base::bytes_of(bytes)) != expected_) {
            return contradicted("a node of the proof does not have the hash that leads to it");
        }
        const auto item = parse_rlp(base::bytes_of(bytes));
        return item ? read(*item) : unknown_form("a node of the trie is no RLP");
    }

    static Verified<Node> read(const RlpItem& item) {
        auto node = read_node(item);
        // Its hash is right, so this is what the chain has: a trie of another kind than we know.
        return node ? Verified<Node>(*node) : unknown_form("a node of the trie is neither a branch nor a path");
    }

    /// The end of the way, or nothing when it goes on.
    std::optional<Proven> follow(const Node& node) {
        if (node.count > 2) {
            if (at_ == key_.size()) {
                return value(node.items[branch_width]);
            }
            return descend(node.items[static_cast<std::size_t>(key_[at_++])]);
        }
        const auto path = read_path(node.items[0]);
        if (!path) {
            return unknown_form("a path of the trie has an unknown flag");
        }
        if (std::string_view(key_).substr(at_, path->nibbles.size()) != path->nibbles ||
            (path->is_leaf && at_ + path->nibbles.size() != key_.size())) {
            return Proven(std::nullopt);  // the only node that could lead there leads elsewhere
        }
        at_ += path->nibbles.size();
        return path->is_leaf ? std::optional(value(node.items[1])) : descend(node.items[1]);
    }

    static Proven value(const RlpItem& item) {
        if (item.is_list) {
            return unknown_form("a value of the trie is a list");
        }
        return item.content.empty() ? Proven(std::nullopt) : Proven(std::string(base::text_of(item.content)));
    }

    std::optional<Proven> descend(const RlpItem& child) {
        if (child.is_list) {
            inline_ = child;
            return std::nullopt;
        }
        if (child.content.empty()) {
            return Proven(std::nullopt);
        }
        if (child.content.size() != expected_.size()) {
            return unknown_form("a reference of the trie is no hash");
        }
        std::ranges::copy(child.content, expected_.begin());
        return std::nullopt;
    }

    Hash expected_;
    const Nibbles key_;
    const std::span<const std::string> nodes_;
    std::size_t used_ = 0;
    std::size_t at_ = 0;
    /// A child that stands in its parent; no list when there is none.
    RlpItem inline_;
};

}  // namespace

const Hash& empty_root() {
    static const Hash root = keccak256(base::bytes_of("\x80"));
    return root;
}

Hash list_root(std::span<const std::string> items) {
    if (items.empty()) {
        return empty_root();
    }
    std::vector<Entry> entries;
    entries.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::string key;
        append_rlp(key, static_cast<std::uint64_t>(i));
        entries.push_back({.key = nibbles_of(base::bytes_of(key)), .value = items[i]});
    }
    std::ranges::sort(entries, {}, &Entry::key);
    return keccak256(base::bytes_of(node_of(entries, 0)));
}

Verified<std::optional<std::string>> prove_key(const Hash& root, const Hash& key, std::span<const std::string> nodes) {
    if (root == empty_root()) {
        return std::optional<std::string>();
    }
    return Walk(root, key, nodes).run();
}

}  // namespace gracy::staking::ethereum
