// A contract that is watched: the keys of [staking] that are about one, and [staking.contracts.NAME].
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

namespace gracy::worker {

/// Whether the section has any of a contract's keys.
bool names_a_contract(const TomlSection& section);

/// `has_default_events`: without a word about its events it is the demo's.
WatchedContract read_contract(TomlSection& section, bool has_default_events);

}  // namespace gracy::worker
