// Does tasks in the worker: has a model write what a kind asks for, and stores it only when it keeps to the kind's
// schema and checks.
#pragma once

#include "assistant/model/chat_client.hpp"
#include "assistant/tasks/kind.hpp"
#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>

namespace gracy::assistant {

class TaskDesk {
  public:
    /// `daily_budget`: of a team space, in millionths of the currency. Everything referred to must outlive this.
    TaskDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
             std::int64_t daily_budget);

    /// "assistant.task". A run that finds no server to answer is tried again later; whatever else goes wrong ends the
    /// task with a reason.
    jobs::Kind kind();

    /// Tells nginx which kinds there are, once. False: there is no more to do.
    base::Task<bool> publish_kinds();
    /// Tasks that are older than 30 days go. True: there are more.
    base::Task<bool> purge();

  private:
    struct Outcome {
        std::optional<std::string> output{};
        /// Without an output: "no_model", "unavailable", "budget", "declined", "unverified" or "kind_withdrawn".
        std::optional<std::string> reason{};
        std::string server{};
        std::string model{};
    };
    struct Open {
        std::int64_t team_space_id;
        std::int64_t id;
        unsigned attempt;
    };

    const TaskKind* find(std::string_view name) const;
    base::Task<void> perform(jobs::Job job);
    base::Task<Outcome> write(const Open& task, const TaskKind& kind, const TaskInputs& inputs);
    base::Task<std::expected<Answer, std::string>> ask(const Open& task, const TaskKind& kind,
                                                       const Conversation& conversation);

    postgres::Database& database_;
    ChatClient& models_;
    const std::span<const TaskKind> kinds_;
    const std::int64_t daily_budget_;
    bool published_ = false;
};

}  // namespace gracy::assistant
