// [documents]: where the event log is, when it is in MongoDB. Only configuration.cpp includes this.
#pragma once

#include "worker/configuration.hpp"
#include "worker/toml_section.hpp"

namespace gracy::worker {

/// Nothing when the section is not there: PostgreSQL keeps the event log.
std::optional<DocumentsConfiguration> read_documents(TomlSection section, Complaints& complaints,
                                                     std::vector<std::string>& warnings);

}  // namespace gracy::worker
