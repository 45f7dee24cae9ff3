#include "worker/staking_configuration.hpp"

#include "base/ascii.hpp"
#include "worker/contract_configuration.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gracy::worker {
namespace {

using staking::ethereum::FieldKind;

constexpr std::int64_t no_limit = std::int64_t(1) << 53;

bool is_http_url(std::string_view url) {
    const bool scheme = url.starts_with("http://") || url.starts_with("https://");
    const std::size_t host = url.find("//") + 2;
    return scheme && url.size() > host && url[host] != '/' && url.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::string read_url(TomlSection& section, Complaints& complaints, std::vector<std::string>& warnings) {
    const auto plain = section.text("url", "https://rpc.example.com/");
    const auto file = section.text("url_file", "rpc.url");
    if (plain.has_value() == file.has_value()) {
        section.complain("url",
                         plain ? "and url_file are both given; write one of them"
                               : "is missing; write url = \"https://...\", or url_file = \"FILE\" when it holds a key");
        return {};
    }
    const std::string_view key = plain ? "url" : "url_file";
    std::string url = plain ? *plain : read_secret(section, key, *file, complaints, warnings);
    if (!url.empty() && !is_http_url(url)) {
        section.complain(key, "is no http(s) URL; write for example url = \"https://rpc.example.com/\"");
    }
    return url;
}

/// What two addresses that lead to the same place have in common (RFC 3986, 6.2). Both may hold a key.
struct Place {
    std::string host;
    std::string url;

    /// Precondition: is_http_url.
    static Place of(std::string_view url) {
        const std::size_t begin = url.find("//") + 2;
        const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
        std::string authority = base::ascii::lower(url.substr(begin, end - begin));
        authority.erase(0, authority.rfind('@') + 1);
        const std::string scheme = base::ascii::lower(url.substr(0, begin));
        const std::string_view usual_port = scheme == "https://" ? ":443" : ":80";
        if (authority.ends_with(usual_port)) {
            authority.erase(authority.size() - usual_port.size());
        }
        std::string_view path = url.substr(end);
        path = path.substr(0, path.find('#'));
        while (path.ends_with('/')) {
            path.remove_suffix(1);
        }
        const std::size_t port = authority.ends_with(']') ? authority.npos : authority.rfind(':');
        return {.host = authority.substr(0, port), .url = scheme + authority + std::string(path)};
    }
};

/// One place under two names would be two witnesses.
void check_independence(TomlSection& provider, const staking::ProviderSettings& settings,
                        const staking::CrowdSettings& crowd, std::vector<std::string>& warnings) {
    if (!is_http_url(settings.url)) {
        return;
    }
    const Place place = Place::of(settings.url);
    bool is_warned = false;
    for (const staking::ProviderSettings& other : crowd.providers) {
        if (other.group == settings.group || !is_http_url(other.url)) {
            continue;
        }
        const Place known = Place::of(other.url);
        if (known.url == place.url) {
            provider.complain(
                provider.has("url") ? "url" : "url_file",
                fmt::format("is that of \"{}\", whose group is \"{}\": one operator is one witness; write "
                            "the same group, or leave one of them out",
                            other.name, other.group));
        } else if (known.host == place.host && !std::exchange(is_warned, true)) {
            warnings.push_back(
                fmt::format("[{}] is at the same host as \"{}\" and of another group (\"{}\" and \"{}\"): "
                            "if one operator runs both, they are one witness",
                            provider.name(), other.name, settings.group, other.group));
        }
    }
}

void read_providers(TomlSection& section, staking::CrowdSettings& crowd, Complaints& complaints,
                    std::vector<std::string>& warnings) {
    std::set<std::string> groups;
    for (auto& [name, provider] : section.sections("providers")) {
        staking::ProviderSettings settings;
        settings.name = name;
        settings.group = base::ascii::lower(provider.required_text("group", "allnodes"));
        settings.url = read_url(provider, complaints, warnings);
        settings.paid = provider.boolean("paid").value_or(false);
        check_independence(provider, settings, crowd, warnings);
        provider.finish();
        groups.insert(settings.group);
        crowd.providers.push_back(std::move(settings));
    }
    crowd.quorum = static_cast<std::size_t>(section.integer("quorum", 1, 100, 2).value_or(2));
    if (crowd.providers.empty()) {
        section.complain("providers",
                         fmt::format("are missing; write a section [{}.providers.NAME] with group and url for each",
                                     section.name()));
    } else if (groups.size() < crowd.quorum) {
        section.complain("quorum",
                         fmt::format("is {}, and the providers are of {} operator group{}; add providers of others, or "
                                     "write quorum = {} to believe so few",
                                     crowd.quorum, groups.size(), groups.size() == 1 ? "" : "s", groups.size()));
    }
}

/// "name kind, name kind": what a fork that this build does not know appends to headers.
void read_header_fields(TomlSection& section, staking::ethereum::HeaderForms& headers) {
    constexpr std::string_view example = "newFieldHash bytes32, newNumber quantity";
    const auto text = section.text("header_fields", example);
    if (!text) {
        return;
    }
    staking::ethereum::ForkFields fork;
    for (std::string_view rest = *text; !rest.empty();) {
        std::string_view field = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), field.size() + 1));
        field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
        const std::size_t space = field.find(' ');
        const std::string_view kind = space == field.npos ? std::string_view() : field.substr(space + 1);
        if (kind != "bytes32" && kind != "quantity") {
            section.complain("header_fields",
                             fmt::format("has \"{}\"; write names and kinds, for example \"{}\"", field, example));
            return;
        }
        fork.fields.push_back({.name = std::string(field.substr(0, space)),
                               .kind = kind == "bytes32" ? FieldKind::bytes32 : FieldKind::quantity});
    }
    headers.append(std::move(fork));
}

std::chrono::seconds read_audit(TomlSection& section, const staking::CrowdSettings& crowd) {
    const auto every = section.integer("audit_seconds", 60, 604'800, 3600);
    if (every && std::ranges::none_of(crowd.providers, &staking::ProviderSettings::paid)) {
        section.complain("audit_seconds", "is given, and no provider is paid; write paid = true where one is");
    }
    return std::chrono::seconds(every.value_or(0));
}

WatchedChain read_chain(TomlSection& section, Complaints& complaints, std::vector<std::string>& warnings) {
    WatchedChain chain;
    chain.crowd.label = section.name();
    chain.crowd.chain_id = section.required_integer("chain_id", 1, no_limit, 1);
    chain.crowd.confirmations = section.integer("confirmations", 0, 100'000, 12);
    chain.crowd.timeout =
        std::chrono::milliseconds(section.integer("rpc_timeout_ms", 100, 120'000, 10'000).value_or(10'000));
    read_providers(section, chain.crowd, complaints, warnings);
    read_header_fields(section, chain.headers);
    chain.poll = std::chrono::seconds(section.integer("poll_seconds", 1, 3600, 60).value_or(60));
    chain.audit = read_audit(section, chain.crowd);
    return chain;
}

/// [staking] is the first, [staking.chains.NAME] are the others. By what contracts call them, "" the first.
std::map<std::string, std::size_t> read_chains(TomlSection& section, StakingConfiguration& staking,
                                               Complaints& complaints, std::vector<std::string>& warnings) {
    std::map<std::string, std::size_t> numbers{{"", 0}};
    staking.chains.push_back(read_chain(section, complaints, warnings));
    for (auto& [name, other] : section.sections("chains")) {
        WatchedChain chain = read_chain(other, complaints, warnings);
        const std::int64_t id = chain.crowd.chain_id;
        const auto same =
            std::ranges::find(staking.chains, id, [](const WatchedChain& known) { return known.crowd.chain_id; });
        if (same != staking.chains.end() && id != 0) {
            other.complain("chain_id",
                           fmt::format("is {}, which is that of [{}]; write each chain once", id, same->crowd.label));
        }
        other.finish();
        numbers.emplace(name, staking.chains.size());
        staking.chains.push_back(std::move(chain));
    }
    return numbers;
}

std::size_t chain_of(TomlSection& section, const std::map<std::string, std::size_t>& numbers) {
    const auto name = section.text("chain", "base");
    if (!name) {
        return 0;
    }
    if (const auto number = numbers.find(*name); number != numbers.end() && !name->empty()) {
        return number->second;
    }
    std::vector<std::string> known;
    for (const auto& [each, number] : numbers) {
        if (!each.empty()) {
            known.push_back(each);
        }
    }
    section.complain("chain",
                     fmt::format("is \"{}\", and there is no section [staking.chains.{}]; {}", *name, *name,
                                 known.empty() ? "leave it out for the chain of [staking]" : suggestion(*name, known)));
    return 0;
}

void add_contract(TomlSection& section, StakingConfiguration& staking, WatchedContract contract) {
    const auto is_the_same = [&](const WatchedContract& known) {
        return known.chain == contract.chain && known.settings.address == contract.settings.address;
    };
    const auto same = std::ranges::find_if(staking.contracts, is_the_same);
    if (same != staking.contracts.end() && contract.settings.address != staking::Address()) {
        section.complain("contract", fmt::format("is that of [{}], on the same chain; write each contract once",
                                                 same->settings.label));
    }
    staking.contracts.push_back(std::move(contract));
}

/// The one of [staking], which may be left out when there are others, and [staking.contracts.NAME].
void read_contracts(TomlSection& section, StakingConfiguration& staking,
                    const std::map<std::string, std::size_t>& numbers) {
    auto others = section.sections("contracts");
    if (others.empty() || names_a_contract(section)) {
        add_contract(section, staking, read_contract(section, true));
    }
    for (auto& [_, other] : others) {
        const std::size_t chain = chain_of(other, numbers);
        WatchedContract contract = read_contract(other, false);
        contract.chain = chain;
        add_contract(other, staking, std::move(contract));
        other.finish();
    }
    for (const auto& [name, number] : numbers) {
        if (std::ranges::find(staking.contracts, number, &WatchedContract::chain) == staking.contracts.end()) {
            section.complain(name.empty() ? "contract" : "chains",
                             name.empty() ? "is missing, and no [staking.contracts.NAME] is of this chain"
                                          : fmt::format("have {}, of which no contract is watched; write chain = "
                                                        "\"{}\" in a section [staking.contracts.NAME]",
                                                        name, name));
        }
    }
}

}  // namespace

std::optional<StakingConfiguration> read_staking(TomlSection section, Complaints& complaints,
                                                 std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    StakingConfiguration staking;
    const auto numbers = read_chains(section, staking, complaints, warnings);
    read_contracts(section, staking, numbers);
    for (const WatchedContract& contract : staking.contracts) {
        std::int64_t& most = staking.chains[contract.chain].crowd.blocks_per_request;
        most = std::max(most, contract.settings.blocks_per_request);
    }
    section.finish();
    return staking;
}

}  // namespace gracy::worker
