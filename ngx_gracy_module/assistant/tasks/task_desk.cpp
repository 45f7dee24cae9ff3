#include "assistant/tasks/task_desk.hpp"

#include "assistant/answers/masking.hpp"
#include "assistant/answers/prompt.hpp"
#include "assistant/tasks/output.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/assistant.hpp"
#include "io/backoff.hpp"
#include "postgres/client.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr const char* lane = "assistant";
constexpr std::chrono::minutes deadline{5};
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{60};
constexpr std::int32_t purged_at_once = 1000;
// Workers with other files may run beside this one, while a release is exchanged.
constexpr std::int32_t last_look_for_kind = 4;

std::string kinds_json(std::span<const TaskKind> kinds) {
    base::JsonWriter json(8192);
    json.open_array();
    for (const TaskKind& kind : kinds) {
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

std::optional<std::string_view> unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

}  // namespace

TaskDesk::TaskDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
                   std::int64_t daily_budget)
    : database_(database), models_(models), kinds_(kinds), daily_budget_(daily_budget) {}

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
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space = payload["team_space_id"].integer();
    const auto id = payload["task_id"].integer();
    if (!team_space || !id) {
        throw jobs::Permanent("the payload names no task");
    }
    const Open task{.team_space_id = *team_space, .id = *id, .attempt = static_cast<unsigned>(job.attempt)};
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::assistant::read_open_task, task.team_space_id, task.id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // done by a run whose end was not written, or gone with its member
    }
    const TaskKind* kind = find(row->kind);
    if (kind == nullptr && job.attempt < last_look_for_kind) {
        throw jobs::RetryLater(std::chrono::seconds(2), "this worker does not have the kind; another may");
    }
    const std::optional<TaskInputs> inputs = kind != nullptr ? inputs_of(row->input, *kind) : std::nullopt;
    Outcome outcome{.reason = "kind_withdrawn"};
    if (inputs) {
        outcome = co_await write(task, *kind, *inputs);
    }
    const std::optional<std::int32_t> version = kind != nullptr ? std::optional(kind->version) : std::nullopt;
    co_await client.write(sql::assistant::finish_task, task.team_space_id, task.id, version, view(outcome.output),
                          view(outcome.reason), unless_empty(outcome.server), unless_empty(outcome.model));
}

base::Task<TaskDesk::Outcome> TaskDesk::write(const Open& task, const TaskKind& kind, const TaskInputs& inputs) {
    Outcome outcome;
    Mask mask;
    TaskInputs hidden;
    for (const auto& [name, text] : inputs) {
        hidden.emplace(name, mask.hide(text));
    }
    Conversation conversation = task_conversation(kind, hidden);
    bool was_cut = false;
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await ask(task, kind, conversation);
        if (!answer) {
            outcome.reason = std::move(answer.error());
            co_return outcome;
        }
        outcome.server = answer->server;
        outcome.model = answer->completion.model;
        Completion& completion = answer->completion;
        if (completion.refusal || completion.finish == Finish::content_filter) {
            outcome.reason = "declined";
            co_return outcome;
        }
        auto checked = check_output(completion.output, kind, inputs, mask);
        if (checked && completion.finish != Finish::length) {
            outcome.output = std::move(*checked);
            co_return outcome;
        }
        if (attempt >= kind.limits.attempts) {
            base::log(base::LogLevel::warning, "assistant: task {}/{} ({}): what {} wrote was not accepted",
                      task.team_space_id, task.id, kind.name, outcome.server);
            outcome.reason = "unverified";
            co_return outcome;
        }
        if (completion.finish == Finish::length && !was_cut) {
            was_cut = true;
            conversation.max_tokens *= 2;
        } else {
            ask_again(conversation, std::move(completion.output),
                      checked ? Rejection{.form = true, .reasons = {"it was cut off; write less"}} : checked.error());
        }
    }
}

/// One answer, within the budget; or why there is none. Throws RetryLater when no server answers now.
base::Task<std::expected<Answer, std::string>> TaskDesk::ask(const Open& task, const TaskKind& kind,
                                                             const Conversation& conversation) {
    if (models_.servers().empty()) {
        co_return std::unexpected("no_model");
    }
    const auto pause = io::backoff(task.attempt - 1, first_pause, longest_pause);
    if (!models_.is_available()) {
        throw jobs::RetryLater(pause, "every server is left alone for now");
    }
    const std::int64_t most = highest_cost(models_.servers(), conversation);
    // In two parts: a budget may be as large as its type.
    const std::int64_t share = kind.limits.daily_share;
    const std::int64_t kind_cap = daily_budget_ / 100 * share + daily_budget_ % 100 * share / 100;
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::assistant::reserve_task_budget, task.team_space_id, task.id, most,
                                            daily_budget_, kind_cap);
    if (!rows.front().reserved) {
        co_return std::unexpected("budget");
    }
    auto answer = co_await models_.ask(conversation);
    // A call whose answer was lost may have been made all the same.
    const std::int64_t cost = answer ? answer->cost : answer.error().maybe_billed ? most : 0;
    co_await client.write(sql::assistant::settle_task_call, task.team_space_id, task.id, most, cost);
    if (answer) {
        co_return std::move(*answer);
    }
    const NoAnswer& none = answer.error();
    if (none.why == NoAnswer::Why::unavailable) {
        const std::chrono::milliseconds asked_for = none.retry_after.value_or(std::chrono::seconds(0));
        throw jobs::RetryLater(std::max(pause, asked_for), none.detail);
    }
    co_return std::unexpected("unavailable");
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
