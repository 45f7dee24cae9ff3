#include "staking/reconciling/abi.hpp"

#include <algorithm>
#include <cstdint>

namespace gracy::staking {
namespace {

constexpr std::size_t word_size = 32;

// The end of the year 9999: what is later is no time.
constexpr std::int64_t last_time = 253'402'300'799;

/// Precondition: the log has as many topics and words as the form says.
Word word_at(const Log& log, const EventPlace& place) {
    return place.is_indexed ? Word(log.topics[place.index + 1])
                            : base::bytes_of(log.data).subspan(place.index * word_size).first<word_size>();
}

/// An address stands right-aligned in its word.
Address to_address(Word word, std::string_view signature) {
    Address address;
    constexpr std::size_t padding = word_size - std::tuple_size_v<Address>;
    if (std::any_of(word.begin(), word.begin() + padding, [](std::byte b) { return b != std::byte{0}; })) {
        throw AbiError(std::string(signature) + " has an account that is no address");
    }
    std::copy(word.begin() + padding, word.end(), address.begin());
    return address;
}

std::int64_t season_at(const Log& log, const EventForm& form) {
    const std::int64_t number = to_integer(word_at(log, *form.season)).value_or(0);
    if (number == 0) {
        throw AbiError(form.signature + " has a season that is none");
    }
    return number;
}

std::optional<std::int64_t> time_at(const Log& log, const EventForm& form, const std::optional<EventPlace>& place) {
    if (!place) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> time = to_integer(word_at(log, *place));
    if (!time || *time == 0 || *time > last_time) {
        throw AbiError(form.signature + " has a time that is none");
    }
    return time;
}

}  // namespace

bool is_about_season(std::string_view kind) {
    return kind == "season_created" || kind == "season_cancelled";
}

std::string to_decimal(Word word) {
    // Schoolbook: the number as eight 32-bit limbs, divided by 10^9 until nothing is left.
    std::array<std::uint32_t, 8> limbs{};
    for (std::size_t i = 0; i < word_size; ++i) {
        limbs[i / 4] = limbs[i / 4] << 8 | std::to_integer<std::uint32_t>(word[i]);
    }
    constexpr std::uint32_t billion = 1'000'000'000;
    std::string digits;  // the least first
    while (std::ranges::any_of(limbs, [](std::uint32_t limb) { return limb != 0; })) {
        std::uint64_t remainder = 0;
        for (std::uint32_t& limb : limbs) {
            const std::uint64_t value = remainder << 32 | limb;
            limb = static_cast<std::uint32_t>(value / billion);
            remainder = value % billion;
        }
        for (int i = 0; i < 9; ++i) {
            digits += static_cast<char>('0' + remainder % 10);
            remainder /= 10;
        }
    }
    while (!digits.empty() && digits.back() == '0') {
        digits.pop_back();
    }
    std::ranges::reverse(digits);
    return digits.empty() ? "0" : digits;
}

std::optional<std::int64_t> to_integer(Word word) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < word_size; ++i) {
        if (number >> 55 != 0) {
            return std::nullopt;
        }
        number = number << 8 | std::to_integer<std::uint64_t>(word[i]);
    }
    return static_cast<std::int64_t>(number);
}

EventForms::EventForms(std::vector<EventForm> forms) : forms_(std::move(forms)) {
    for (const EventForm& form : forms_) {
        topics_.push_back(keccak256(base::bytes_of(form.signature)));
    }
}

const EventForms& EventForms::of_gracy_staking() {
    const auto form = [](std::string name, std::string kind) {
        return EventForm{.signature = name + "(address,uint256,uint256)",
                         .kind = std::move(kind),
                         .topics = 2,
                         .words = 2,
                         .account = EventPlace{.is_indexed = true, .index = 0},
                         .amount = {.is_indexed = false, .index = 0},
                         .sequence = EventPlace{.is_indexed = false, .index = 1}};
    };
    static const EventForms forms({form("Stake", "stake"), form("Claim", "claim"), form("Withdraw", "withdraw")});
    return forms;
}

const EventForms& EventForms::of_season_staking() {
    const auto topic = [](std::size_t index) { return EventPlace{.is_indexed = true, .index = index}; };
    const auto word = [](std::size_t index) { return EventPlace{.is_indexed = false, .index = index}; };
    const auto of_account = [&](std::string signature, std::string kind, std::size_t words) {
        return EventForm{.signature = std::move(signature),
                         .kind = std::move(kind),
                         .topics = 3,
                         .words = words,
                         .account = topic(0),
                         .amount = word(1),
                         .sequence = word(0)};
    };
    const EventForm created{.signature = "SeasonCreated(uint256,uint64,uint64,uint256)",
                            .kind = "season_created",
                            .topics = 2,
                            .words = 3,
                            .account = std::nullopt,
                            .amount = word(2),
                            .sequence = std::nullopt,
                            .season = topic(0),
                            .starts_at = word(0),
                            .ends_at = word(1)};
    const EventForm cancelled{.signature = "SeasonCancelled(uint256,uint256)",
                              .kind = "season_cancelled",
                              .topics = 2,
                              .words = 1,
                              .account = std::nullopt,
                              .amount = word(0),
                              .sequence = std::nullopt,
                              .season = topic(0)};
    static const EventForms forms(
        {of_account("Staked(address,uint256,uint64,uint256,uint256,uint256)", "stake", 4),
         of_account("RewardClaimed(address,uint256,uint64,uint256)", "claim", 2),
         of_account("Withdrawn(address,uint256,uint64,uint256,uint256,uint256)", "withdraw", 4), created, cancelled});
    return forms;
}

bool EventForms::have_sequence() const {
    return std::ranges::all_of(
        forms_, [](const EventForm& form) { return form.sequence.has_value() || is_about_season(form.kind); });
}

bool EventForms::have_seasons() const {
    return std::ranges::any_of(forms_, [](const EventForm& form) { return is_about_season(form.kind); });
}

std::optional<StakingEvent> EventForms::decode(const Log& log) const {
    if (log.topics.empty()) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(topics_, log.topics[0]);
    if (found == topics_.end()) {
        return std::nullopt;
    }
    const EventForm& form = forms_[static_cast<std::size_t>(found - topics_.begin())];
    if (log.topics.size() != form.topics || log.data.size() != form.words * word_size) {
        throw AbiError(form.signature + " has another number of topics or words");
    }
    StakingEvent decoded;
    decoded.kind = form.kind;
    if (form.account) {
        decoded.account = to_address(word_at(log, *form.account), form.signature);
    }
    decoded.amount = to_decimal(word_at(log, form.amount));
    if (form.sequence) {
        decoded.sequence = to_integer(word_at(log, *form.sequence));
        if (decoded.sequence.value_or(0) == 0) {
            throw AbiError(form.signature + " has a sequence number that is none");
        }
    }
    if (form.season) {
        decoded.season = season_at(log, form);
    }
    decoded.starts_at = time_at(log, form, form.starts_at);
    decoded.ends_at = time_at(log, form, form.ends_at);
    return decoded;
}

}  // namespace gracy::staking
