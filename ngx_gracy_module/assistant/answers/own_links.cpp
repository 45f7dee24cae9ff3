#include "assistant/answers/own_links.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace gracy::assistant {
namespace {

constexpr std::string_view scheme = "https://";
constexpr std::size_t longest_link = 200;
constexpr auto page_extensions = std::to_array<std::string_view>({"html", "htm", "pdf", "hwp", "docx", "xlsx", "pptx"});

bool is_of_name(char c) {
    return base::ascii::is_alphanumeric(c) || c == '-' || c == '_';
}

/// Where the host's name ends, with whatever a reader or a browser might take for a part of it.
std::size_t end_of_host(std::string_view text, std::size_t at) {
    while (at < text.size() && (is_of_name(text[at]) || text[at] == '.')) {
        ++at;
    }
    return at;
}

/// The end of a path of plain names; a dot at its end is the sentence's.
std::size_t end_of_path(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const bool is_inner_dot = text[at] == '.' && at + 1 < text.size() && is_of_name(text[at + 1]);
        if (!is_of_name(text[at]) && text[at] != '/' && !is_inner_dot) {
            break;
        }
        ++at;
    }
    return at;
}

/// "/handbook/leave.html": a path that leads to another host is not written like that.
bool is_plain(std::string_view path) {
    const std::size_t dot = path.find('.');
    if (path.contains("//") || path.contains("/.") || path.contains("./")) {
        return false;
    }
    return dot == path.npos ||
           std::ranges::find(page_extensions, base::ascii::lower(path.substr(dot + 1))) != page_extensions.end();
}

struct Link {
    std::size_t begin;
    std::size_t end;
    /// As one is compared with another: a path's letters are large or small, a host's are not.
    std::string address;
};

/// One that begins at a place, whatever stands around it.
std::optional<Link> link_at(std::string_view text, std::size_t begin, std::span<const std::string> hosts) {
    if (base::ascii::lower(text.substr(begin, scheme.size())) != scheme) {
        return std::nullopt;
    }
    const std::size_t host_end = end_of_host(text, begin + scheme.size());
    const std::string host = base::ascii::lower(text.substr(begin + scheme.size(), host_end - begin - scheme.size()));
    // A bare host's name may end a sentence.
    const bool ends_sentence = host.ends_with('.');
    const std::string_view named = std::string_view(host).substr(0, host.size() - (ends_sentence ? 1 : 0));
    if (std::ranges::find(hosts, named) == hosts.end()) {
        return std::nullopt;
    }
    if (ends_sentence) {
        return Link{begin, host_end - 1, std::string(scheme) + std::string(named)};
    }
    const bool has_path = host_end < text.size() && text[host_end] == '/';
    const std::size_t end = has_path ? end_of_path(text, host_end) : host_end;
    const std::string_view path = text.substr(host_end, end - host_end);
    if (!is_plain(path) || end - begin > longest_link) {
        return std::nullopt;
    }
    return Link{begin, end, std::string(scheme) + host + std::string(path)};
}

/// What browsers and Slack take for more of a link.
bool leads_on(std::string_view text, std::size_t at) {
    return at < text.size() && (is_of_name(text[at]) || std::string_view("/:@?#%&=+~\\").contains(text[at]));
}

bool is_blank(char c) {
    return c == ' ' || c == '\n';
}

/// A blank or an end on both sides, behind a bracket and the end of a sentence or a part of it at most.
bool stands_apart(std::string_view text, const Link& link) {
    if (link.begin > 0 && !is_blank(text[link.begin - 1]) && text[link.begin - 1] != '(') {
        return false;
    }
    std::size_t end = link.end;
    end += end < text.size() && text[end] == ')' ? 1U : 0U;
    end += end < text.size() && (text[end] == '.' || text[end] == ',') ? 1U : 0U;
    return end == text.size() || is_blank(text[end]);
}

std::vector<std::string> addresses_in(std::string_view sources, std::span<const std::string> hosts) {
    std::vector<std::string> addresses;
    for (std::size_t at = 0; at < sources.size(); ++at) {
        if (auto link = link_at(sources, at, hosts); link && !leads_on(sources, link->end)) {
            addresses.push_back(std::move(link->address));
        }
    }
    return addresses;
}

}  // namespace

std::string without_own_links(std::string_view text, std::span<const std::string> hosts, std::string_view sources) {
    if (hosts.empty()) {
        return std::string(text);
    }
    const std::vector<std::string> known = addresses_in(sources, hosts);
    std::string rest;
    for (std::size_t at = 0; at < text.size();) {
        const auto link = link_at(text, at, hosts);
        if (link && stands_apart(text, *link) && std::ranges::find(known, link->address) != known.end()) {
            at = link->end;
        } else {
            rest += text[at++];
        }
    }
    return rest;
}

}  // namespace gracy::assistant
