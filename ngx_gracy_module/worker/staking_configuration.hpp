// The section [staking] and those below it.
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::worker {

std::optional<StakingConfiguration> read_staking(TomlSection section, Complaints& complaints,
                                                 std::vector<std::string>& warnings);

}  // namespace gracy::worker
