// What a job is about, when that is one row of a team space's.
#pragma once

#include "jobs/job.hpp"

#include <cstdint>
#include <string_view>

namespace gracy::jobs {

struct JobRow {
    std::int64_t team_space_id;
    std::int64_t id;
};

/// As the payload names it: {"team_space_id": ..., `id_member`: ...}. Throws Permanent when it does not.
JobRow row_of(const Job& job, std::string_view id_member);

}  // namespace gracy::jobs
