#include "worker/contract_configuration.hpp"

#include "base/ascii.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>
#include <vector>

namespace gracy::worker {
namespace {

using staking::EventForm;
using staking::EventPlace;

constexpr std::int64_t no_limit = std::int64_t(1) << 53;
constexpr std::int64_t most_arguments = 16;

staking::Address read_address(TomlSection& section) {
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

bool is_number_up_to(std::string_view digits, int most, int step) {
    int number = 0;
    const char* const end = digits.data() + digits.size();
    return !digits.starts_with('0') && std::from_chars(digits.data(), end, number).ptr == end && number > 0 &&
           number <= most && number % step == 0;
}

bool is_name(std::string_view text) {
    const auto is_letter = [](char c) { return c == '_' || c == '$' || base::ascii::is_letter(c); };
    return !text.empty() && is_letter(text[0]) &&
           std::ranges::all_of(text, [&](char c) { return is_letter(c) || base::ascii::is_digit(c); });
}

/// Of one topic or one word, as the ABI writes it (Solidity, "Contract ABI Specification", "Types").
bool is_static_type(std::string_view type) {
    const auto is_sized = [&](std::string_view name, int most, int step) {
        return type.starts_with(name) && is_number_up_to(type.substr(name.size()), most, step);
    };
    return type == "address" || type == "bool" || is_sized("uint", 256, 8) || is_sized("int", 256, 8) ||
           is_sized("bytes", 32, 1);
}

/// Of which only a hash stands in a topic, and more than a word in the data.
bool is_dynamic_type(std::string_view type) {
    return type == "bytes" || type == "string";
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string(text) + ' ') {
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

struct Signature {
    std::string name;
    std::vector<std::string> types;

    std::string text() const { return fmt::format("{}({})", name, fmt::join(types, ",")); }
};

/// What was meant, of a signature or an event's declaration in Solidity. Nothing when it is neither.
std::optional<Signature> read_signature(std::string_view text) {
    const std::size_t open = text.find('(');
    const std::size_t close = text.rfind(')');
    if (open == text.npos || close == text.npos || close < open) {
        return std::nullopt;
    }
    const auto name = words_of(text.substr(0, open));
    if (name.empty() || !is_name(name.back())) {
        return std::nullopt;
    }
    Signature signature{.name = name.back(), .types = {}};
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    if (words_of(inside).empty()) {
        return signature;
    }
    for (std::size_t begin = 0; begin <= inside.size();) {
        const std::size_t end = std::min(inside.find(',', begin), inside.size());
        const auto argument = words_of(inside.substr(begin, end - begin));
        begin = end + 1;
        std::string type = argument.empty() ? std::string() : argument.front();
        if (type == "uint" || type == "int") {
            type += "256";
        }
        if (!is_static_type(type) && !is_dynamic_type(type)) {
            return std::nullopt;
        }
        signature.types.push_back(std::move(type));
    }
    return signature;
}

/// The number of arguments, when the signature is as the ABI hashes it: any other has a hash that no event has.
std::optional<std::int64_t> count_arguments(TomlSection& section, const std::string& text, std::int64_t indexed) {
    const std::optional<Signature> signature = read_signature(text);
    const auto arguments = signature ? static_cast<std::int64_t>(signature->types.size()) : 0;
    if (!signature || arguments > most_arguments || indexed > arguments) {
        section.complain(
            "signature",
            "is none; write the event as the ABI hashes it, its name and the types of its arguments, each of "
            "them a word: for example signature = \"Staked(address,uint256)\"");
        return std::nullopt;
    }
    if (signature->text() != text) {
        section.complain("signature",
                         fmt::format("is \"{}\", which the ABI does not hash so: no spaces, no names, uint256 "
                                     "for uint; write signature = \"{}\"",
                                     text, signature->text()));
        return std::nullopt;
    }
    if (std::ranges::count_if(signature->types, is_dynamic_type) > indexed) {
        section.complain("signature",
                         "has a string or bytes, which are no word of the data; such an event cannot be read");
        return std::nullopt;
    }
    return arguments;
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
    const auto arguments = count_arguments(section, form.signature, indexed);
    if (!arguments) {
        return form;
    }
    form.topics = static_cast<std::size_t>(1 + indexed);
    form.words = static_cast<std::size_t>(*arguments - indexed);
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

/// A number, or the word itself: of a mapping's or a namespace's slots (ERC-7201) no number fits in 53 bits.
std::optional<staking::Hash> read_slot(TomlSection& section, std::string_view key, std::int64_t example) {
    if (section.has_text(key)) {
        const std::string text = section.text(key, "0x...").value_or("");
        const auto slot = staking::parse_hex<sizeof(staking::Hash)>(text);
        if (!slot) {
            section.complain(key, fmt::format("is \"{}\"; write a number, or 0x and 64 hexadecimal digits", text));
        }
        return slot;
    }
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

void read_events(TomlSection& section, WatchedContract& contract, bool has_default) {
    const auto abi = section.text("abi", "season_staking");
    if (abi == "season_staking") {
        contract.events = staking::EventForms::of_season_staking();
    } else if (abi && abi != "gracy_staking") {
        section.complain("abi", fmt::format("is \"{}\"; write season_staking or gracy_staking, or leave it out and "
                                            "describe the events",
                                            *abi));
    }
    std::vector<EventForm> forms;
    for (auto& [kind, event] : section.sections("events")) {
        EventForm form = read_event(kind, event);
        const auto same = std::ranges::find(forms, form.signature, &EventForm::signature);
        if (same != forms.end() && !form.signature.empty()) {
            event.complain(
                "signature",
                fmt::format("is that of {} too: nothing tells the two apart; write each event's own", same->kind));
        }
        forms.push_back(std::move(form));
    }
    const auto is_of_season = [](const EventForm& form) { return staking::is_about_season(form.kind); };
    if (std::ranges::count_if(forms, is_of_season) == 1) {
        section.complain("events", "have one of season_created and season_cancelled; write both, or neither");
    }
    if (forms.empty() && !abi && !has_default) {
        section.complain("abi", fmt::format("is missing; write season_staking or gracy_staking, or describe the events "
                                            "in sections [{}.events.stake] and so on",
                                            section.name()));
    }
    if (!forms.empty()) {
        contract.events = staking::EventForms(std::move(forms));
    }
}

void read_slots(TomlSection& section, WatchedContract& contract) {
    staking::ContractSettings& settings = contract.settings;
    settings.sequence_slot = read_slot(section, "sequence_slot", 0);
    settings.seasons_slot = read_slot(section, "seasons_slot", 10);
    settings.ledger_slot = read_slot(section, "ledger_slot", 6);
    settings.total_slot = read_slot(section, "total_slot", 1);
    const auto bits = section.integer("total_bits", 8, 256, 96);
    settings.total_bytes = static_cast<std::size_t>(bits.value_or(256) / 8);
    if (bits && *bits % 8 != 0) {
        section.complain("total_bits", fmt::format("is {}; write a multiple of 8, as the type has it", *bits));
    }
    const auto shift = section.integer("total_shift_bits", 0, 248, 64);
    settings.total_shift_bytes = static_cast<std::size_t>(shift.value_or(0) / 8);
    if (shift && *shift % 8 != 0) {
        section.complain("total_shift_bits",
                         fmt::format("is {}; write a multiple of 8, as the types below it have it", *shift));
    }
    if (bits && *bits + shift.value_or(0) > 256) {
        section.complain("total_shift_bits", fmt::format("is {}, which with {} bits is more than the slot's 256",
                                                         shift.value_or(0), *bits));
    }
    if (settings.sequence_slot && !contract.events.have_sequence()) {
        section.complain("sequence_slot",
                         "is given, and an event has no sequence; write where it stands in each event");
    }
    if (settings.seasons_slot && !contract.events.have_seasons()) {
        section.complain("seasons_slot", "is given, and no event of a season; write abi = \"season_staking\"");
    } else if (settings.sequence_slot && contract.events.have_seasons() && !settings.seasons_slot) {
        section.complain("seasons_slot",
                         "is missing: nothing else proves that no season was left out; write "
                         "where the contract's storage holds its seasons, for example seasons_slot = 10");
    }
    if (settings.ledger_slot && !(settings.sequence_slot && settings.seasons_slot)) {
        section.complain("ledger_slot",
                         "is given, and what was swept follows from proven events and seasons; write sequence_slot "
                         "and seasons_slot too");
    }
}

}  // namespace

bool names_a_contract(const TomlSection& section) {
    const auto keys = {"contract",         "start_block",       "abi",        "events",     "sequence_slot",
                       "seasons_slot",     "ledger_slot",       "total_slot", "total_bits", "reading_seconds",
                       "total_shift_bits", "blocks_per_request"};
    return std::ranges::any_of(keys, [&](const char* key) { return section.has(key); });
}

WatchedContract read_contract(TomlSection& section, bool has_default_events) {
    WatchedContract contract;
    contract.settings.label = section.name();
    contract.settings.address = read_address(section);
    contract.settings.start_block = section.required_integer("start_block", 0, no_limit, 1);
    contract.settings.blocks_per_request = section.integer("blocks_per_request", 1, 100'000, 2000).value_or(2000);
    contract.settings.reading = std::chrono::seconds(section.integer("reading_seconds", 1, 240, 180).value_or(180));
    read_events(section, contract, has_default_events);
    read_slots(section, contract);
    return contract;
}

}  // namespace gracy::worker
