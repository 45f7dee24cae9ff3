// The section [slack]. Only configuration.cpp includes this.
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::worker {

std::optional<SlackConfiguration> read_slack(TomlSection section, Complaints& complaints,
                                             std::vector<std::string>& warnings);

}  // namespace gracy::worker
