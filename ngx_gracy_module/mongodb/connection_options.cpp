#include "mongodb/connection_options.hpp"

#include "base/ascii.hpp"
#include "base/encoding.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace gracy::mongodb {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t longest_application_name = 128;
constexpr std::int64_t longest_time = 3'600'000;

template <class... Arguments>
[[noreturn]] void refuse(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw ConnectionStringError(fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// One option as it is being read.
struct Given {
    std::string_view name;
    const std::string& value;
    ConnectionString& target;

    bool truth() const {
        if (value != "true" && value != "false") {
            refuse("{} is \"{}\": write true or false", name, value);
        }
        return value == "true";
    }
    std::int64_t number(std::int64_t least, std::int64_t most) const {
        std::int64_t result = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
        if (error != std::errc() || end != value.data() + value.size() || result < least || result > most) {
            refuse("{} is \"{}\": write a number from {} to {}", name, value, least, most);
        }
        return result;
    }
    milliseconds time(std::int64_t least) const { return milliseconds(number(least, longest_time)); }
    const std::string& text() const {
        if (value.empty()) {
            refuse("{} is empty: write a value or leave it out", name);
        }
        return value;
    }
};

Credential& credential_of(const Given& given) {
    if (!given.target.credential) {
        refuse("{} belongs to a user: write mongodb://user@host/... , or leave it out", given.name);
    }
    return *given.target.credential;
}

void read_mechanism(const Given& given) {
    Credential& credential = credential_of(given);
    if (given.value == "SCRAM-SHA-256") {
        credential.mechanism = Mechanism::scram_sha_256;
    } else if (given.value == "SCRAM-SHA-1") {
        credential.mechanism = Mechanism::scram_sha_1;
    } else {
        refuse("authMechanism={} is not supported: write SCRAM-SHA-256 or SCRAM-SHA-1, or leave it out", given.value);
    }
}

void read_write_concern(const Given& given) {
    if (given.value != "majority") {
        refuse(
            "w={} is not supported: an event counts as stored when a majority has it; write w=majority or leave it "
            "out",
            given.value);
    }
}

void read_journal(const Given& given) {
    if (!given.truth()) {
        refuse("journal=false is not supported: an event that a crash can lose is not stored; leave it out");
    }
}

void read_application_name(const Given& given) {
    if (given.value.size() > longest_application_name) {
        refuse("appname has {} bytes: write at most {}", given.value.size(), longest_application_name);
    }
    given.target.settings.application_name = given.value;
}

void read_load_balanced(const Given& given) {
    if (given.truth()) {
        refuse("loadBalanced=true is not supported: name the servers themselves and leave it out");
    }
}

void read_insecure(const Given& given) {
    given.target.tls.allow_invalid_certificates = given.truth();
    given.target.tls.allow_invalid_hostnames = given.truth();
}

using Read = void (*)(const Given&);
struct Option {
    std::string_view name;
    Read read;
};

constexpr std::array supported{
    Option{"authSource", [](const Given& g) { credential_of(g).source = g.text(); }},
    Option{"authMechanism", read_mechanism},
    Option{"replicaSet", [](const Given& g) { g.target.replica_set = g.text(); }},
    Option{"directConnection", [](const Given& g) { g.target.direct_connection = g.truth(); }},
    Option{"tls", [](const Given& g) { g.target.tls.enabled = g.truth(); }},
    Option{"ssl", [](const Given& g) { g.target.tls.enabled = g.truth(); }},
    Option{"tlsCAFile", [](const Given& g) { g.target.tls.ca_file = g.text(); }},
    Option{"tlsCertificateKeyFile", [](const Given& g) { g.target.tls.certificate_key_file = g.text(); }},
    Option{"tlsAllowInvalidCertificates", [](const Given& g) { g.target.tls.allow_invalid_certificates = g.truth(); }},
    Option{"tlsAllowInvalidHostnames", [](const Given& g) { g.target.tls.allow_invalid_hostnames = g.truth(); }},
    Option{"tlsInsecure", read_insecure},
    Option{"w", read_write_concern},
    Option{"journal", read_journal},
    Option{"wtimeoutMS", [](const Given& g) { g.target.settings.write_timeout = g.time(1); }},
    Option{"connectTimeoutMS", [](const Given& g) { g.target.settings.connect_timeout = g.time(1); }},
    Option{"socketTimeoutMS", [](const Given& g) { g.target.settings.socket_timeout = g.time(1); }},
    Option{"serverSelectionTimeoutMS", [](const Given& g) { g.target.settings.server_selection_timeout = g.time(1); }},
    Option{"heartbeatFrequencyMS", [](const Given& g) { g.target.settings.heartbeat = g.time(500); }},
    Option{"maxPoolSize",
           [](const Given& g) { g.target.settings.max_pool_size = static_cast<std::size_t>(g.number(1, 256)); }},
    Option{"maxConnecting",
           [](const Given& g) { g.target.settings.max_connecting = static_cast<std::size_t>(g.number(1, 256)); }},
    Option{"maxIdleTimeMS", [](const Given& g) { g.target.settings.max_idle_time = g.time(1); }},
    Option{"appname", read_application_name},
    Option{"loadBalanced", read_load_balanced},
};

// They shape what this client never does: reading, retrying by the server's means, compressing.
constexpr std::array<std::string_view, 10> without_effect{
    "retryWrites",      "retryReads",  "readPreference",       "readPreferenceTags", "maxStalenessSeconds",
    "readConcernLevel", "compressors", "zlibCompressionLevel", "uuidRepresentation", "serverMonitoringMode"};

struct Refused {
    std::string_view name;
    std::string_view advice;
};
constexpr std::string_view no_proxy = "no proxy is spoken to; name a host that can be reached";
constexpr std::string_view only_srv = "it belongs to mongodb+srv://, which is not supported; leave it out";
constexpr std::string_view only_other_mechanisms = "no mechanism that uses it is supported; leave it out";
constexpr std::array refused{
    Refused{"proxyHost", no_proxy},
    Refused{"proxyPort", no_proxy},
    Refused{"proxyUsername", no_proxy},
    Refused{"proxyPassword", no_proxy},
    Refused{"srvServiceName", only_srv},
    Refused{"srvMaxHosts", only_srv},
    Refused{"authMechanismProperties", only_other_mechanisms},
    Refused{"gssapiServiceName", only_other_mechanisms},
    Refused{"tlsCertificateKeyFilePassword", "a password does not belong in here; write the key without one"},
    Refused{"timeoutMS", "write serverSelectionTimeoutMS and socketTimeoutMS"},
    Refused{"waitQueueTimeoutMS", "write serverSelectionTimeoutMS"},
};

bool any_given(const std::set<std::string>& names, std::initializer_list<const char*> wanted) {
    return std::ranges::any_of(wanted, [&](const char* name) { return names.contains(base::ascii::lower(name)); });
}

void check_together(const std::set<std::string>& names, bool tls, bool ssl, const ConnectionString& target) {
    if (any_given(names, {"tls"}) && any_given(names, {"ssl"}) && tls != ssl) {
        refuse("tls and ssl contradict each other: they are two names of one option, write tls only");
    }
    if (any_given(names, {"tlsInsecure"}) &&
        any_given(names, {"tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames"})) {
        refuse("tlsInsecure says the same as tlsAllowInvalidCertificates and tlsAllowInvalidHostnames: write either");
    }
    if (!target.tls.enabled && any_given(names, {"tlsCAFile", "tlsCertificateKeyFile", "tlsInsecure",
                                                 "tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames"})) {
        refuse("an option of TLS is given, and TLS is off: write tls=true");
    }
    if (target.direct_connection.value_or(false) && target.hosts.size() > 1) {
        refuse("directConnection=true names one server, and {} are given: write one host", target.hosts.size());
    }
}

void read_option(const Given& given) {
    const std::string name = base::ascii::lower(given.name);
    const auto is_it = [&](const auto& known) { return base::ascii::lower(known.name) == name; };
    if (const auto found = std::ranges::find_if(supported, is_it); found != supported.end()) {
        found->read({found->name, given.value, given.target});
        return;
    }
    if (const auto found = std::ranges::find_if(refused, is_it); found != refused.end()) {
        refuse("{} is not supported: {}", found->name, found->advice);
    }
    if (std::ranges::none_of(without_effect,
                             [&](std::string_view known) { return base::ascii::lower(known) == name; })) {
        given.target.warnings.push_back(fmt::format("{}: there is no such option, it is ignored", given.name));
    }
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result.push_back(text[i]);
            continue;
        }
        std::byte byte{};
        if (!base::decode_hex(text.substr(i + 1, 2), std::span(&byte, 1), base::HexCase::any)) {
            return std::nullopt;
        }
        result.push_back(static_cast<char>(byte));
        i += 2;
    }
    return result;
}

void read_options(std::string_view text, ConnectionString& target) {
    std::set<std::string> names;
    bool tls = false;
    bool ssl = false;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = pair.find('=');
        if (equals == pair.npos || equals == 0) {
            refuse("\"{}\" is no option: write name=value", pair.substr(0, 64));
        }
        const std::string_view name = pair.substr(0, equals);
        const auto value = percent_decoded(pair.substr(equals + 1));
        if (!value || value->find('\0') != value->npos) {
            refuse("the value of {} has a % that two hexadecimal digits do not follow: write %25 for it", name);
        }
        const std::string key = base::ascii::lower(name);
        // Tags are a list of their own; of everything else, nobody knows which one was meant.
        if (!names.insert(key).second && key != "readpreferencetags") {
            refuse("{} is given twice: write it once", name);
        }
        read_option({name, *value, target});
        tls = key == "tls" ? target.tls.enabled : tls;
        ssl = key == "ssl" ? target.tls.enabled : ssl;
    }
    check_together(names, tls, ssl, target);
}

}  // namespace gracy::mongodb
