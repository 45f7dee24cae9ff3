// The section [mail]. Only configuration.cpp includes this.
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::worker {

std::optional<MailConfiguration> read_mail(TomlSection section, Complaints& complaints,
                                           std::vector<std::string>& warnings);

}  // namespace gracy::worker
