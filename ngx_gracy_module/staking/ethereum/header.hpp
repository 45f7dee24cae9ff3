// Block headers, from JSON-RPC's block object to what its hash commits to.
//
// A hash is made from the fields of the fork that the block belongs to: fifteen at first, more at the end with London
// (EIP-1559), Shanghai (EIP-4895), Cancun (EIP-4844, EIP-4788), Prague (EIP-7685) and Amsterdam (EIP-7928, EIP-7843).
// Forks to come are configuration: the fields that they append.
#pragma once

#include "base/json.hpp"
#include "staking/ethereum/bloom.hpp"
#include "staking/ethereum/fields.hpp"
#include "staking/ethereum/verdict.hpp"
#include "staking/keccak.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gracy::staking::ethereum {

/// A header whose hash was computed from all of its fields.
struct Header {
    std::int64_t number = 0;
    Hash hash{};
    Hash parent{};
    /// Seconds since the Unix epoch.
    std::int64_t time = 0;
    /// By all of its transactions: how large they and their receipts may be at most follows from it.
    std::int64_t gas_used = 0;
    Hash state_root{};
    Hash transactions_root{};
    Hash receipts_root{};
    Bloom logs_bloom{};
};

/// The fields that one fork appended to those before it.
struct ForkFields {
    struct Appended {
        std::string name;
        FieldKind kind;
    };
    std::vector<Appended> fields;
};

class HeaderForms {
  public:
    /// The forks up to Amsterdam.
    HeaderForms();

    /// A fork after all that are known.
    void append(ForkFields fork) { forks_.push_back(std::move(fork)); }

    /// The header of a block object, by the most recent fork whose fields it has. `contradicted`: it has exactly the
    /// fields of a fork that is known, and another hash. `unknown_form`: it has others as well.
    Verified<Header> verify(base::JsonView block) const;

  private:
    bool is_known(std::string_view name) const;

    std::vector<ForkFields> forks_;
};

}  // namespace gracy::staking::ethereum
