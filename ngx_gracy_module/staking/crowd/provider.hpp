// One JSON-RPC endpoint, and what we think of it.
#pragma once

#include "base/clock.hpp"
#include "staking/crowd/rpc.hpp"
#include "staking/crowd/track_record.hpp"
#include "staking/crowd/trial.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gracy::staking {

struct ProviderSettings {
    std::string name;
    /// Who runs it. Providers of one group are one witness, however many there are.
    std::string group;
    /// May hold a key, so it is never logged.
    std::string url;
    /// Asked only when the others cannot serve a step.
    bool paid = false;
};

enum class ProviderState : unsigned char {
    healthy,
    failing,      // it fails again and again: asked again after a while, or when nobody else is left
    quarantined,  // it was proven to have lied: until its time is over asked for nothing that others can give
    wrong_chain,  // until it tells the right one: it is asked for that now and then, and for nothing else
};

/// What is asked for, as far as it matters who is asked, and in which order.
enum class Subject : unsigned char {
    claims,    // lists of logs that are held against receipts then
    receipts,  // and what they are held against: they have their block's root
    proofs,    // what fits a hash that is known, or is not taken
    others,
};

/// Whether an answer proves itself, so that it does not matter who gives it.
constexpr bool proves_itself(Subject subject) {
    return subject == Subject::receipts || subject == Subject::proofs;
}

/// As the table has it.
std::string_view to_text(ProviderState state);

class Provider {
  public:
    Provider(ProviderSettings settings, io::HttpClient& http, std::chrono::milliseconds timeout,
             const ethereum::HeaderForms& forms)
        : settings_(std::move(settings)), rpc_(http, settings_.url, timeout, forms) {}

    const std::string& name() const { return settings_.name; }
    const std::string& group() const { return settings_.group; }
    bool is_paid() const { return settings_.paid; }
    Rpc& rpc() { return rpc_; }

    ProviderState state(base::Timestamp now) const;
    /// Until when it is out, if it is.
    std::optional<base::Timestamp> until() const { return until_; }
    /// Between 0 and 1: how much it is to be preferred.
    double score(base::Timestamp now) const;
    /// For how long it is not to be called, because it asked for that.
    std::chrono::milliseconds wait() { return rpc_.rate().wait(std::chrono::steady_clock::now()); }

    void answered(base::Timestamp now, std::chrono::milliseconds took);
    /// It wants fewer calls, which is no failure of its.
    void busy(std::optional<std::chrono::seconds> retry_after, const std::string& why);
    /// It does not give what it was asked for, which may be no fault of its: it is said until it answers something.
    void refused(const std::string& why);
    /// It has not answered for so long, and somebody else was quicker: what is known of its latency is that.
    void was_slower(std::chrono::milliseconds took) { record_.took(took); }
    /// Opens the breaker after five in a row: half a minute, then twice as long each time, at most a quarter of an
    /// hour.
    void failed(base::Timestamp now, const std::string& why);
    /// Five minutes, then four times as long each time, at most a day. Lies are forgotten by half each day. What comes
    /// to light of it while it is quarantined is counted, and makes that no longer: several may find out at once.
    void lied(base::Timestamp now, const std::string& why);
    void serves_another_chain(const std::string& why);
    void serves_the_chain_again() { is_on_wrong_chain_ = false; }

    /// What an earlier life of this worker, or another's, has learned.
    struct Learned {
        bool is_quarantined = false;
        /// For how long it is still out.
        std::chrono::seconds out{0};
        TrackRecord::Past past;
        std::optional<double> calls_per_second;
        std::optional<std::int64_t> blocks_at_a_time;
    };
    void restore(base::Timestamp now, const Learned& learned);
    TrackRecord::Past past(base::Timestamp now) const { return record_.past(now); }

    /// Precondition: claims or receipts.
    Trial& trial(Subject subject) { return subject == Subject::claims ? claims_trial_ : receipts_trial_; }

    bool chain_checked = false;
    /// It told the chain's id, though it may be that of a fork which has kept it.
    bool has_chain_id = false;
    /// When it told last, or was asked in vain while it was known to serve another chain.
    base::Timestamp chain_checked_at{};
    /// The hash of the chain's first block, on its word; nothing when it never told.
    std::optional<Hash> genesis;
    std::optional<std::int64_t> head;
    std::optional<std::int64_t> finalized;
    /// Behind the head that others know.
    std::int64_t lag = 0;

    struct Counts {
        std::int64_t calls = 0;
        std::int64_t compute_units = 0;
        std::int64_t failures = 0;
        std::int32_t lies = 0;

        Counts& operator+=(const Counts& more);
    };
    /// What has happened since the last call of this.
    Counts take_counts();
    /// Of what was taken, what the table has not got yet.
    Counts unsaved;
    const std::string& error() const { return error_; }
    /// What was learned of it: calls a second, and blocks at a time.
    std::optional<double> limit() const { return rpc_.rate().limit(std::chrono::steady_clock::now()); }
    std::optional<std::int64_t> range() const { return rpc_.range ? std::optional(rpc_.range->size()) : std::nullopt; }
    /// 70 % of recent answers were as quick.
    std::optional<std::int32_t> latency_ms() const;
    /// How long to wait for it before another is asked as well.
    std::chrono::milliseconds patience() const;

  private:
    void note_error(std::string_view why);

    const ProviderSettings settings_;
    Rpc rpc_;
    std::optional<base::Timestamp> until_;
    bool is_quarantined_ = false;
    bool is_on_wrong_chain_ = false;
    int failures_in_a_row_ = 0;
    TrackRecord record_;
    Trial claims_trial_;
    Trial receipts_trial_;
    Counts counts_;
    std::string error_;
};

}  // namespace gracy::staking
