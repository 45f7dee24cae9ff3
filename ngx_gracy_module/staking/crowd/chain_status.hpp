// What a process has seen of a chain, its providers and its contracts, for metrics.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace gracy::staking {

// Counters begin with the process; everything else is of the last cycle.

/// Of a chain, whatever contracts of it are watched.
struct ChainStatus {
    struct Asked {
        std::uint64_t calls = 0;
        std::uint64_t compute_units = 0;
    };
    Asked public_providers;
    Asked paid_providers;
    /// Reads for which a second provider was asked because the first one was slow.
    std::uint64_t hedged = 0;
    /// That were proven.
    std::uint64_t lies = 0;
    /// By ProviderState.
    std::array<std::uint64_t, 4> providers{};

    /// Operator groups of whom one at least serves the chain and is healthy.
    std::size_t healthy_groups = 0;
    /// Operator groups that told how far the chain is, and how many have to agree.
    std::size_t groups_answering = 0;
    std::size_t quorum = 0;
    /// By how many blocks the head that the most advanced one claims is beyond what a second operator knows.
    std::int64_t ahead = 0;
};

/// Of a contract.
struct ContractStatus {
    /// Lists of logs that were proven incomplete.
    std::uint64_t holes = 0;
    /// What a paid provider tells, held against what is proven.
    struct Audits {
        std::uint64_t same = 0;
        std::uint64_t different = 0;
        /// Nobody paid answered.
        std::uint64_t failed = 0;
    };
    Audits audits;
    /// What the last poll found finalized; 0 while none has.
    std::int64_t finalized = 0;
    /// By how many blocks that is behind what was proven before.
    std::int64_t finality_behind = 0;
    /// Events that the contract has counted and nobody has shown; 0 as soon as everything is proven.
    std::int64_t missing_events = 0;
    /// While many blocks are read, also when a cycle was cancelled meanwhile: how many are left, and for how long at
    /// the pace so far; else 0.
    struct Reading {
        std::int64_t blocks_left = 0;
        std::int64_t seconds_left = 0;
    };
    Reading reading;
    /// How far below the head the deepest block of the last hour was whose events had to be orphaned; 0 when none was.
    std::int64_t orphan_depth = 0;
    /// The events add up to something else than what the contract says is staked in all.
    bool total_differs = false;
    /// A block that was final is not of the chain any more: nothing moves until an operator has looked.
    bool is_halted = false;
};

}  // namespace gracy::staking
