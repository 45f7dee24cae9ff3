#include "assistant/tasks/task_desk.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/assistant.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr const char* lane = "assistant";
constexpr std::chrono::minutes deadline{5};
constexpr std::int32_t purged_at_once = 1000;
// Workers with other files may run beside this one, while a release is exchanged.
constexpr std::int32_t last_look_for_kind = 4;

std::string kinds_json(std::span<const TaskKind> kinds) {
    base::JsonWriter json(8192);
    json.open_array();
    for (const TaskKind& kind : kinds) {
        if (!kind.for_members) {
            continue;
        }
        json.open_object();
        json.field<"name">(kind.name);
        json.field<"version">(kind.version);
        json.field<"title_en">(kind.title_en);
        json.field<"title_ko">(kind.title_ko);
        json.key<"inputs">().open_array();
        for (const TaskKind::Input& input : kind.inputs) {
            json.open_object();
            json.field<"name">(input.name);
            json.field<"least">(static_cast<std::int64_t>(input.least));
            json.field<"most">(static_cast<std::int64_t>(input.most));
            json.close_object();
        }
        json.close_array();
        const std::string schema = kind.schema.root().dump();
        json.field<"output_schema">(base::RawJson{schema});
        json.close_object();
    }
    json.close_array();
    return json.take();
}

/// Nothing when an input is missing: the kind has changed since the task was asked for.
std::optional<TaskInputs> inputs_of(std::string_view text, const TaskKind& kind) {
    const base::Json json = base::Json::parse(text);
    TaskInputs inputs;
    for (const TaskKind::Input& input : kind.inputs) {
        const auto value = json[input.name].string();
        if (!value) {
            return std::nullopt;
        }
        inputs.emplace(input.name, *value);
    }
    return inputs;
}

/// Of the team space, on the day of the task's first call.
class TaskBudget final : public CallBudget {
  public:
    TaskBudget(postgres::Database& database, std::int64_t team_space_id, std::int64_t task_id)
        : client_(database), team_space_id_(team_space_id), task_id_(task_id) {}

    base::Task<bool> reserve(std::int64_t amount, DailyBudget cap, std::int64_t kind_cap) override {
        const auto rows = co_await client_.write(sql::assistant::reserve_task_budget, team_space_id_, task_id_, amount,
                                                 cap.all, kind_cap, cap.for_tasks);
        co_return rows.front().reserved;
    }
    base::Task<void> settle(std::int64_t reserved, std::int64_t cost) override {
        co_await client_.write(sql::assistant::settle_task_call, team_space_id_, task_id_, reserved, cost);
    }

  private:
    postgres::Client client_;
    const std::int64_t team_space_id_;
    const std::int64_t task_id_;
};

}  // namespace

TaskDesk::TaskDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
                   DailyBudget daily_budget, TaskCounts& counts)
    : database_(database), kinds_(kinds), writer_(models, daily_budget), counts_(counts) {}

jobs::Kind TaskDesk::kind() {
    return {.name = "assistant.task", .lane = lane, .deadline = deadline, .run = [this](jobs::Job job) {
                return perform(std::move(job));
            }};
}

const TaskKind* TaskDesk::find(std::string_view name) const {
    const auto found = std::ranges::find(kinds_, name, &TaskKind::name);
    return found == kinds_.end() ? nullptr : &*found;
}

base::Task<void> TaskDesk::perform(jobs::Job job) {
    const auto [team_space, id] = jobs::row_of(job, "task_id");
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_open_task, team_space, id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // done by a run whose end was not written, or gone with its member
    }
    const TaskKind* kind = find(row->kind);
    if (kind == nullptr && job.attempt < last_look_for_kind) {
        throw jobs::RetryLater(std::chrono::seconds(2), "this worker does not have the kind; another may");
    }
    const std::optional<TaskInputs> inputs = kind != nullptr ? inputs_of(row->input, *kind) : std::nullopt;
    Written outcome{.reason = "kind_withdrawn"};
    if (inputs) {
        TaskBudget budget(database_, team_space, id);
        outcome = co_await writer_.write(*kind, *inputs, budget, fmt::format("task {}/{}", team_space, id));
    }
    const std::optional<std::int32_t> version = kind != nullptr ? std::optional(kind->version) : std::nullopt;
    co_await client.write(sql::assistant::finish_task, team_space, id, version, base::view_of(outcome.output),
                          base::view_of(outcome.reason), base::view_unless_empty(outcome.server),
                          base::view_unless_empty(outcome.model));
    counts_.count(row->kind, outcome.reason);
}

base::Task<bool> TaskDesk::publish_kinds() {
    if (!published_) {
        postgres::Client client(database_);
        const std::string kinds = kinds_json(kinds_);
        co_await client.write(sql::assistant::publish_kinds, kinds);
        published_ = true;
        base::log(base::LogLevel::info, "assistant: {} kinds of tasks", kinds_.size());
    }
    co_return false;
}

base::Task<bool> TaskDesk::purge() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::assistant::purge_tasks, purged_at_once);
    co_return rows.front().deleted == purged_at_once;
}

}  // namespace gracy::assistant
