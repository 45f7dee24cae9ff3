// Files that the configuration names, as its parts read them.
#pragma once

#include "worker/toml_section.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::worker {

/// Nothing when it cannot be read; errno says why.
std::optional<std::string> read_file(const std::filesystem::path& path);

/// The first line of a secret file, which must be its only one; relative names are looked for beside the configuration.
/// Empty after a complaint.
std::string read_secret(TomlSection& section, std::string_view key, const std::string& name, Complaints& complaints,
                        std::vector<std::string>& warnings);

}  // namespace gracy::worker
