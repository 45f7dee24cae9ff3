#include "postgres/conninfo.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace gracy::postgres {
namespace {

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> items;
    std::size_t start = 0;
    while (true) {
        const std::size_t comma = list.find(',', start);
        items.push_back(list.substr(start, comma - start));
        if (comma == std::string::npos) {
            return items;
        }
        start = comma + 1;
    }
}

bool is_socket_folder(const std::string& host) {
    return host.empty() || host.front() == '/' || host.front() == '@';
}

bool is_literal_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

// Words that would make libpq read files or talk to services behind our back, that do not belong in a configuration, or
// that we set ourselves.
constexpr std::array refused = {
    std::pair("service", "name host, dbname and user here"),
    std::pair("password", "write it into a file that gracy_database_password_file (or password_file) names"),
    std::pair("passfile", "use gracy_database_password_file (or password_file)"),
    std::pair("replication", "remove it"),
    std::pair("gssencmode", "remove it: GSS encryption is not used, because its negotiation blocks"),
    std::pair("hostaddr", "write the address as host"),
    std::pair("client_encoding", "remove it: it is always UTF8"),
};

constexpr std::array<std::string_view, 4> words_for_files{"sslrootcert", "sslcert", "sslkey", "sslcrl"};

// A peer that vanishes without a word is noticed by our system, within a minute, before somebody's statement is sent to
// it. Sockets of this machine ignore it.
constexpr std::array keepalives = {
    std::pair("keepalives_idle", "30"),      // seconds of silence before the first probe
    std::pair("keepalives_interval", "10"),  // between probes
    std::pair("keepalives_count", "3"),
    std::pair("tcp_user_timeout", "40000"),  // milliseconds without an answer, to a probe or to what was sent
};

/// libpq's words for what it asks a server before it is content with it (libpq manual, target_session_attrs).
void check_session_attributes(const std::string& wanted, Role role) {
    if (wanted == "read-write") {
        throw std::invalid_argument(
            "target_session_attrs=read-write is never met by connections for reads, which begin read-only; write "
            "target_session_attrs=primary");
    }
    if (role == Role::primary && !wanted.empty() && wanted != "primary" && wanted != "any") {
        throw std::invalid_argument(fmt::format(
            "target_session_attrs={} looks for a server that takes no writes; write target_session_attrs=primary",
            wanted));
    }
}

}  // namespace

bool Conninfo::needs_lookup(const std::string& host) {
    return !is_socket_folder(host) && !is_literal_address(host);
}

Conninfo::Conninfo(const std::string& text, Role role) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(PQconninfoParse(text.c_str(), &message),
                                                                              &PQconninfoFree);
    if (!parsed) {
        std::string why = message != nullptr ? message : "out of memory";
        PQfreemem(message);
        while (!why.empty() && why.back() == '\n') {
            why.pop_back();
        }
        throw std::invalid_argument(why + "; write for example \"host=/run/postgresql dbname=gracy user=gracy_app\"");
    }
    std::string sslmode;
    std::string session_attributes;
    bool has_root_certificate = false;
    for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
        if (option->val == nullptr) {
            continue;
        }
        const std::string keyword = option->keyword;
        const std::string value = option->val;
        for (const auto& [word, advice] : refused) {
            if (keyword == word) {
                throw std::invalid_argument(fmt::format("\"{}\" cannot be used here: {}", keyword, advice));
            }
        }
        if (keyword == "host") {
            hosts_ = split(value);
        } else if (keyword == "port") {
            ports_ = split(value);
        } else if (keyword == "options") {
            options_ = value;
        } else {
            if (keyword == "sslmode") {
                sslmode = value;
            }
            if (keyword == "sslrootcert") {
                has_root_certificate = !value.empty();
            }
            if (std::ranges::find(words_for_files, keyword) != words_for_files.end() && !value.empty()) {
                if (!value.starts_with('/')) {
                    throw std::invalid_argument(fmt::format(
                        "{}={} would be looked for wherever the process stands: write its whole path", keyword, value));
                }
                files_.emplace_back(keyword, value);
            }
            if (keyword == "dbname") {
                dbname_ = value;
            }
            if (keyword == "target_session_attrs") {
                session_attributes = value;
            }
            words_.emplace_back(keyword, value);
        }
    }
    if (hosts_.empty()) {
        throw std::invalid_argument("no host: write host=/run/postgresql for a local socket, or a name or an address");
    }
    if (dbname_.empty()) {
        throw std::invalid_argument("no dbname: write for example dbname=gracy");
    }
    if (ports_.size() > 1 && ports_.size() != hosts_.size()) {
        throw std::invalid_argument("as many ports as hosts, or one port for all");
    }
    const bool over_network = !std::ranges::all_of(hosts_, is_socket_folder);
    if (sslmode == "prefer" || sslmode == "allow") {
        throw std::invalid_argument(fmt::format(
            "sslmode={} goes on without encryption when the server refuses it; write verify-full, require or disable",
            sslmode));
    }
    // libpq would look for the file in a home folder, which nginx's workers have none of.
    if ((sslmode == "verify-full" || sslmode == "verify-ca") && !has_root_certificate) {
        throw std::invalid_argument(
            fmt::format("sslmode={} needs the authority that vouches for the server: write "
                        "sslrootcert=/path/to/its/certificate, or "
                        "sslrootcert=/etc/ssl/certs/ca-certificates.crt for those that this machine trusts",
                        sslmode));
    }
    if (sslmode.empty()) {
        if (over_network) {
            throw std::invalid_argument("a host on the network needs an sslmode: verify-full, require or disable");
        }
        words_.emplace_back("sslmode", "disable");
    }
    check_session_attributes(session_attributes, role);
    if (role == Role::primary && session_attributes.empty()) {
        words_.emplace_back("target_session_attrs", "primary");
    }
    for (const auto& [keyword, value] : keepalives) {
        if (std::ranges::none_of(words_, [&](const auto& word) { return word.first == keyword; })) {
            words_.emplace_back(keyword, value);
        }
    }
}

std::vector<std::pair<std::string, std::string>> Conninfo::parameters(
    const std::vector<std::vector<std::string>>& addresses, const std::string& options,
    const std::string& application_name, std::size_t passed_by) const {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (std::size_t index = 0; index < hosts_.size(); ++index) {
        if (!needs_lookup(hosts_[index])) {
            order.emplace_back(index, is_literal_address(hosts_[index]) ? hosts_[index] : std::string());
        }
        for (const std::string& address : addresses[index]) {
            order.emplace_back(index, address);
        }
    }
    if (!order.empty()) {
        std::ranges::rotate(order, order.begin() + static_cast<std::ptrdiff_t>(passed_by % order.size()));
    }
    std::vector<std::string> hosts;
    std::vector<std::string> numeric;
    std::vector<std::string> ports;
    for (const auto& [index, address] : order) {
        hosts.push_back(hosts_[index]);
        numeric.push_back(address);
        ports.push_back(ports_.empty() ? std::string() : ports_[ports_.size() == 1 ? 0 : index]);
    }
    const std::string address_list = fmt::format("{}", fmt::join(numeric, ","));
    auto parameters = words_;
    parameters.emplace_back("host", fmt::format("{}", fmt::join(hosts, ",")));
    if (address_list.find_first_not_of(',') != std::string::npos) {
        parameters.emplace_back("hostaddr", address_list);
    }
    if (!ports_.empty()) {
        parameters.emplace_back("port", fmt::format("{}", fmt::join(ports, ",")));
    }
    if (!password_.empty()) {
        parameters.emplace_back("password", password_);
    }
    parameters.emplace_back("options", options_.empty() ? options : options_ + " " + options);
    parameters.emplace_back("application_name", application_name);
    parameters.emplace_back("client_encoding", "UTF8");
    parameters.emplace_back("gssencmode", "disable");
    // libpq would otherwise read ~/.pgpass, on the loop's thread.
    parameters.emplace_back("passfile", "/nonexistent");
    return parameters;
}

std::string Conninfo::description() const {
    return fmt::format("database \"{}\" at {}", dbname_, fmt::join(hosts_, ","));
}

}  // namespace gracy::postgres
