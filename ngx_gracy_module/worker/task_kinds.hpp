// The kinds of tasks for the assistant: one TOML file each, in the folder that the configuration names.
#pragma once

#include "assistant/tasks/kind.hpp"
#include "worker/toml_section.hpp"

#include <string>
#include <vector>

namespace gracy::worker {

/// All of the folder's *.toml but policy_answer.toml, in the order of their names. `folder` is looked for beside the
/// configuration; what is wrong with it is said of `key`, what is wrong with a file of that file and its line.
std::vector<assistant::TaskKind> read_task_kinds(const TomlSection& section, const char* key, const std::string& folder,
                                                 Complaints& complaints);

}  // namespace gracy::worker
