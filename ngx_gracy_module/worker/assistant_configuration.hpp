// The section [assistant]. Only configuration.cpp includes this.
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

#include <string>
#include <vector>

namespace gracy::worker {

AssistantConfiguration read_assistant(TomlSection section, Complaints& complaints, std::vector<std::string>& warnings);

}  // namespace gracy::worker
