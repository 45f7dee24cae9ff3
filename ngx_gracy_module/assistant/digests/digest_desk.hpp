// Writes the weekly culture digests, in the worker: opens what is due, has a model write sentences around the numbers,
// and tells it; the numbers alone when no model can.
#pragma once

#include "assistant/tasks/counts.hpp"
#include "assistant/tasks/kind.hpp"
#include "assistant/tasks/task_writer.hpp"
#include "jobs/kinds.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <span>

namespace gracy::assistant {

class DigestDesk {
  public:
    /// Of its own: all of a time zone are due in the same minute, and members wait for answers.
    static constexpr const char* lane = "digests";
    static constexpr std::size_t at_once = 2;

    /// Everything referred to must outlive this.
    DigestDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
               DailyBudget daily_budget, TaskCounts& counts);

    /// "assistant.digest".
    jobs::Kind kind();

    /// Opens what is due. True: there may be more.
    base::Task<bool> open();

  private:
    struct Digest {
        std::int64_t team_space_id;
        std::int64_t id;
        std::int32_t run;
    };

    base::Task<void> perform(jobs::Job job);
    base::Task<Written> write(const Digest& digest, std::string facts, FurtherChecks checks);

    postgres::Database& database_;
    const std::span<const TaskKind> kinds_;
    TaskWriter writer_;
    TaskCounts& counts_;
};

}  // namespace gracy::assistant
