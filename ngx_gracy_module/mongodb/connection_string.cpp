#include "mongodb/connection_string.hpp"

#include "base/text.hpp"
#include "mongodb/connection_options.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::mongodb {
namespace {

constexpr std::string_view scheme = "mongodb://";
constexpr std::string_view srv_scheme = "mongodb+srv://";
constexpr std::size_t longest = 16 * 1024;
constexpr std::size_t most_hosts = 50;  // a replica set has no more members

template <class... Arguments>
[[noreturn]] void refuse(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw ConnectionStringError(fmt::format(format, std::forward<Arguments>(arguments)...));
}

std::string decoded_text(std::string_view text, std::string_view what) {
    auto decoded = percent_decoded(text);
    if (!decoded) {
        refuse("{} has a % that two hexadecimal digits do not follow: write %25 for it", what);
    }
    if (decoded->find('\0') != decoded->npos || !base::is_utf8(*decoded)) {
        refuse("{} is not text: write UTF-8, with %xx for what is not a letter or digit", what);
    }
    return std::move(*decoded);
}

Credential read_user(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view user = text.substr(0, colon);
    const std::string_view password = colon == text.npos ? std::string_view() : text.substr(colon + 1);
    // Neither is shown: where one ends and the other begins is what is in doubt.
    if (text.find('@') != text.npos || password.find(':') != password.npos) {
        refuse("the user or the password has an @ or a : of its own: write %40 or %3A for it");
    }
    if (user.empty()) {
        refuse("there is no user before the @: write mongodb://user@host/, or leave the @ out");
    }
    Credential credential;
    credential.user = decoded_text(user, "the user");
    credential.password = decoded_text(password, "the password");
    return credential;
}

Host read_host(std::string_view text) {
    if (text.find(".sock") != text.npos || text.find("%2F") != text.npos || text.find("%2f") != text.npos) {
        refuse("\"{}\" is a socket's path, which is not supported: write the server's name and port", text);
    }
    auto host = parse_host(text);
    if (!host) {
        refuse("\"{}\" is no host: write name, name:port or [IPv6 address]:port, with a port from 1 to 65535",
               text.substr(0, 300));
    }
    return std::move(*host);
}

std::vector<Host> read_hosts(std::string_view text) {
    std::vector<Host> hosts;
    for (;;) {
        const auto comma = text.find(',');
        hosts.push_back(read_host(text.substr(0, comma)));
        if (hosts.size() > most_hosts) {
            refuse("more than {} hosts are given: name a few, the others are found through them", most_hosts);
        }
        if (comma == text.npos) {
            return hosts;
        }
        text.remove_prefix(comma + 1);
    }
}

std::string read_database(std::string_view text) {
    std::string name = decoded_text(text, "the database");
    if (name.size() > 63 || name.find_first_of("/\\ \"$.") != name.npos) {
        refuse("\"{}\" is no name of a database: write at most 63 bytes without / \\ . $ \" or a space", name);
    }
    return name;
}

}  // namespace

std::string_view name_of(Mechanism mechanism) {
    return mechanism == Mechanism::scram_sha_1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
}

std::optional<std::string> Credential::trouble_with_password() const {
    if (password.empty()) {
        return "is empty";
    }
    const bool printable = std::ranges::all_of(password, [](char c) { return c >= ' ' && c <= '~'; });
    if (!printable && mechanism != Mechanism::scram_sha_1) {
        return "has bytes outside printable ASCII, for which SASLprep is not implemented: give the user another "
               "password";
    }
    return std::nullopt;
}

ConnectionString ConnectionString::parse(std::string_view text) {
    if (text.size() > longest) {
        refuse("the connection string is longer than {} bytes", longest);
    }
    if (text.starts_with(srv_scheme)) {
        refuse(
            "mongodb+srv:// is not supported: write the standard form, "
            "mongodb://host1,host2,host3/?tls=true&replicaSet=...&authSource=admin (in Atlas: Connect, Drivers, an old "
            "driver's version)");
    }
    if (!text.starts_with(scheme)) {
        refuse("it does not begin with mongodb://: write mongodb://host:27017/");
    }
    text.remove_prefix(scheme.size());
    const auto end = std::min(text.find_first_of("/?"), text.size());
    std::string_view authority = text.substr(0, end);
    std::string_view rest = text.substr(end);

    ConnectionString result;
    if (const auto at = authority.rfind('@'); at != authority.npos) {
        result.credential = read_user(authority.substr(0, at));
        authority.remove_prefix(at + 1);
    }
    result.hosts = read_hosts(authority);
    if (rest.starts_with('/')) {
        rest.remove_prefix(1);
        const auto question = std::min(rest.find('?'), rest.size());
        result.database = read_database(rest.substr(0, question));
        rest.remove_prefix(question);
    }
    if (rest.starts_with('?')) {
        read_options(rest.substr(1), result);
    }
    if (result.credential && result.credential->source.empty()) {
        result.credential->source = result.database.empty() ? "admin" : result.database;
    }
    return result;
}

std::string ConnectionString::description() const {
    std::string text;
    for (const Host& host : hosts) {
        text += (text.empty() ? "" : ",") + host.text();
    }
    return text;
}

}  // namespace gracy::mongodb
