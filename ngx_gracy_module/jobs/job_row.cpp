#include "jobs/job_row.hpp"

#include "base/json.hpp"

#include <fmt/format.h>

namespace gracy::jobs {

JobRow row_of(const Job& job, std::string_view id_member) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space = payload["team_space_id"].integer();
    const auto id = payload[id_member].integer();
    if (!team_space || !id) {
        throw Permanent(fmt::format("the payload has no team_space_id and {}", id_member));
    }
    return {*team_space, *id};
}

}  // namespace gracy::jobs
