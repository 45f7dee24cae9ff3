#include "worker/staking_configuration.hpp"

#include "worker/secret_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace gracy::worker {
namespace {

using staking::EventForm;
using staking::EventPlace;
using staking::ethereum::FieldKind;

constexpr std::int64_t no_limit = std::int64_t(1) << 53;
constexpr std::int64_t most_arguments = 16;

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

void read_providers(TomlSection& section, staking::CrowdSettings& crowd, Complaints& complaints,
                    std::vector<std::string>& warnings) {
    std::set<std::string> groups;
    for (auto& [name, provider] : section.sections("providers")) {
        staking::ProviderSettings settings;
        settings.name = name;
        settings.group = provider.required_text("group", "allnodes");
        settings.url = read_url(provider, complaints, warnings);
        settings.paid = provider.boolean("paid").value_or(false);
        provider.finish();
        groups.insert(settings.group);
        crowd.providers.push_back(std::move(settings));
    }
    crowd.quorum = static_cast<std::size_t>(section.integer("quorum", 1, 100, 2).value_or(2));
    if (crowd.providers.empty()) {
        section.complain("providers",
                         "are missing; write a section [staking.providers.NAME] with group and url for each");
    } else if (groups.size() < crowd.quorum) {
        section.complain("quorum",
                         fmt::format("is {}, and the providers are of {} operator group{}; add providers of others, or "
                                     "write quorum = {} to believe so few",
                                     crowd.quorum, groups.size(), groups.size() == 1 ? "" : "s", groups.size()));
    }
}

staking::Address read_contract(TomlSection& section) {
    constexpr std::string_view example = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    const std::string text = section.required_text("contract", example);
    if (text.empty()) {
        return {};
    }
    const staking::ParsedAddress parsed = staking::parse_address(text);
    if (!parsed.address && parsed.error == staking::AddressError::wrong_checksum) {
        section.complain("contract", "has a wrong checksum (EIP-55): a letter is mistyped, or its case was changed");
    } else if (!parsed.address) {
        section.complain("contract",
                         fmt::format("is no address; write 0x and 40 hexadecimal digits, for example \"{}\"", example));
    }
    return parsed.address.value_or(staking::Address());
}

/// "indexed 0" or "data 1".
std::optional<EventPlace> read_place(TomlSection& section, std::string_view key, std::string_view example,
                                     const EventForm& form) {
    const auto text = section.text(key, example);
    if (!text) {
        return std::nullopt;
    }
    EventPlace place{.is_indexed = text->starts_with("indexed ")};
    const std::size_t space = text->find(' ');
    const std::size_t count = place.is_indexed ? form.topics - 1 : form.words;
    const char* const end = text->data() + text->size();
    if ((place.is_indexed || text->starts_with("data ")) &&
        std::from_chars(text->data() + space + 1, end, place.index).ptr == end && place.index < count) {
        return place;
    }
    section.complain(key, fmt::format("is \"{}\"; write \"indexed N\" with N below {}, or \"data N\" with N below {}",
                                      *text, form.topics - 1, form.words));
    return std::nullopt;
}

std::optional<EventPlace> read_required_place(TomlSection& section, std::string_view key, std::string_view example,
                                              const EventForm& form) {
    const auto place = read_place(section, key, example, form);
    if (!place) {
        section.complain(key, fmt::format("is missing; write where it stands, for example \"{}\"", example));
    }
    return place;
}

EventForm read_event(const std::string& kind, TomlSection& section) {
    constexpr std::array<std::string_view, 5> kinds = {"stake", "claim", "withdraw", "season_created",
                                                       "season_cancelled"};
    EventForm form;
    form.signature = section.required_text("signature", "Staked(address,uint256)");
    form.kind = kind;
    const std::int64_t indexed = section.integer("indexed", 0, 3, 1).value_or(1);
    if (std::ranges::find(kinds, kind) == kinds.end()) {
        section.complain("signature",
                         "is of an event that is none of stake, claim, withdraw, season_created and season_cancelled");
    }
    const std::size_t open = form.signature.find('(');
    const auto commas = std::ranges::count(form.signature, ',');
    const std::int64_t arguments = open + 2 >= form.signature.size() ? 0 : commas + 1;
    if (open == std::string::npos || form.signature.back() != ')' || arguments > most_arguments ||
        indexed > arguments) {
        section.complain("signature",
                         "is none; write the event as the ABI hashes it, for example "
                         "signature = \"Staked(address,uint256)\"");
        return form;
    }
    form.topics = static_cast<std::size_t>(1 + indexed);
    form.words = static_cast<std::size_t>(arguments - indexed);
    form.amount = read_required_place(section, "amount", "data 0", form).value_or(EventPlace());
    if (staking::is_about_season(kind)) {
        form.season = read_required_place(section, "season", "indexed 0", form);
    } else {
        form.account = read_required_place(section, "account", "indexed 0", form);
        form.sequence = read_place(section, "sequence", "data 1", form);
    }
    if (kind == "season_created") {
        form.starts_at = read_required_place(section, "starts_at", "data 0", form);
        form.ends_at = read_required_place(section, "ends_at", "data 1", form);
    }
    section.finish();
    return form;
}

std::optional<staking::Hash> read_slot(TomlSection& section, std::string_view key, std::int64_t example) {
    const auto slot = section.integer(key, 0, no_limit, example);
    if (!slot) {
        return std::nullopt;
    }
    staking::Hash word{};
    for (std::size_t i = 0; i < sizeof *slot; ++i) {
        word[word.size() - 1 - i] = static_cast<std::byte>(*slot >> (8 * i) & 0xff);
    }
    return word;
}

void read_events(TomlSection& section, StakingConfiguration& staking) {
    const auto abi = section.text("abi", "season_staking");
    if (abi == "season_staking") {
        staking.events = staking::EventForms::of_season_staking();
    } else if (abi && abi != "gracy_staking") {
        section.complain("abi", fmt::format("is \"{}\"; write season_staking or gracy_staking, or leave it out and "
                                            "describe the events",
                                            *abi));
    }
    std::vector<EventForm> forms;
    for (auto& [kind, event] : section.sections("events")) {
        forms.push_back(read_event(kind, event));
    }
    const auto is_of_season = [](const EventForm& form) { return staking::is_about_season(form.kind); };
    if (std::ranges::count_if(forms, is_of_season) == 1) {
        section.complain("events", "have one of season_created and season_cancelled; write both, or neither");
    }
    if (!forms.empty()) {
        staking.events = staking::EventForms(std::move(forms));
    }
    staking.contract.sequence_slot = read_slot(section, "sequence_slot", 0);
    staking.contract.seasons_slot = read_slot(section, "seasons_slot", 10);
    const staking::ContractSettings& contract = staking.contract;
    if (contract.sequence_slot && !staking.events.have_sequence()) {
        section.complain("sequence_slot",
                         "is given, and an event has no sequence; write where it stands in each event");
    }
    if (contract.seasons_slot && !staking.events.have_seasons()) {
        section.complain("seasons_slot", "is given, and no event of a season; write abi = \"season_staking\"");
    } else if (contract.sequence_slot && staking.events.have_seasons() && !contract.seasons_slot) {
        section.complain("seasons_slot",
                         "is missing: nothing else proves that no season was left out; write "
                         "where the contract's storage holds its seasons, for example seasons_slot = 10");
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

void read_audit(TomlSection& section, StakingConfiguration& staking) {
    const auto every = section.integer("audit_seconds", 60, 604'800, 3600);
    if (every && std::ranges::none_of(staking.crowd.providers, &staking::ProviderSettings::paid)) {
        section.complain("audit_seconds", "is given, and no provider is paid; write paid = true where one is");
    }
    staking.audit = std::chrono::seconds(every.value_or(0));
}

}  // namespace

std::optional<StakingConfiguration> read_staking(TomlSection section, Complaints& complaints,
                                                 std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    StakingConfiguration staking;
    staking.crowd.chain_id = section.required_integer("chain_id", 1, no_limit, 1);
    staking.crowd.confirmations = section.integer("confirmations", 0, 100'000, 12);
    staking.crowd.timeout =
        std::chrono::milliseconds(section.integer("rpc_timeout_ms", 100, 120'000, 10'000).value_or(10'000));
    read_providers(section, staking.crowd, complaints, warnings);
    staking.contract.address = read_contract(section);
    staking.contract.start_block = section.required_integer("start_block", 0, no_limit, 1);
    staking.contract.blocks_per_request = section.integer("blocks_per_request", 1, 100'000, 2000).value_or(2000);
    read_events(section, staking);
    read_header_fields(section, staking.headers);
    read_audit(section, staking);
    staking.poll = std::chrono::seconds(section.integer("poll_seconds", 1, 3600, 60).value_or(60));
    section.finish();
    return staking;
}

}  // namespace gracy::worker
