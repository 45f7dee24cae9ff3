// Does tasks in the worker: has a model write what a kind asks for, and stores it only when it keeps to the kind's
// schema and checks.
#pragma once

#include "assistant/tasks/counts.hpp"
#include "assistant/tasks/kind.hpp"
#include "assistant/tasks/task_writer.hpp"
#include "jobs/kinds.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace gracy::assistant {

class TaskDesk {
  public:
    /// Everything referred to must outlive this.
    TaskDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
             DailyBudget daily_budget, TaskCounts& counts);

    /// "assistant.task". A run that finds no server to answer is tried again later; whatever else goes wrong ends the
    /// task with a reason.
    jobs::Kind kind();

    /// Tells nginx which kinds there are, once. False: there is no more to do.
    base::Task<bool> publish_kinds();
    /// Tasks that are older than 30 days go. True: there are more.
    base::Task<bool> purge();

  private:
    const TaskKind* find(std::string_view name) const;
    base::Task<void> perform(jobs::Job job);

    postgres::Database& database_;
    const std::span<const TaskKind> kinds_;
    TaskWriter writer_;
    TaskCounts& counts_;
    bool published_ = false;
};

}  // namespace gracy::assistant
