// Has a model write what a kind of task asks for: within a budget, and again while what it wrote cannot be accepted.
#pragma once

#include "assistant/model/chat_client.hpp"
#include "assistant/tasks/kind.hpp"
#include "base/json.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gracy::assistant {

/// Of a team space on a day, in millionths of the currency.
struct DailyBudget {
    std::int64_t all = 0;
    /// What tasks of all kinds may take of it together: the rest is kept for questions.
    std::int64_t for_tasks = 0;
};

/// So much of an amount. Precondition: 0 to 100 per cent.
std::int64_t share_of(std::int64_t amount, std::int64_t percent);

/// What calls are paid from, in millionths of the currency.
class CallBudget {
  public:
    virtual ~CallBudget() = default;
    /// Sets aside what a call costs at most; false when the day's budget has no more than that left, for all, for
    /// tasks, or for the kind (`kind_cap`).
    virtual base::Task<bool> reserve(std::int64_t amount, DailyBudget cap, std::int64_t kind_cap) = 0;
    /// What came of the amount that was set aside last.
    virtual base::Task<void> settle(std::int64_t reserved, std::int64_t cost) = 0;
};

struct Written {
    /// What check_output gives.
    std::optional<std::string> output{};
    /// Without an output: "no_model", "unavailable", "budget", "declined" or "unverified".
    std::optional<std::string> reason{};
    std::string server{};
    std::string model{};
};

/// What is wrong with an output that keeps to its kind's schema and checks; empty when nothing is.
using FurtherChecks = std::function<std::vector<std::string>(base::JsonView output)>;

class TaskWriter {
  public:
    /// `models` must outlive this.
    TaskWriter(ChatClient& models, DailyBudget daily_budget);

    /// `name`: for the log. Throws jobs::NotNow when no server answers now, without patience when calls have been paid
    /// for. The inputs are neither stored nor logged.
    base::Task<Written> write(const TaskKind& kind, const TaskInputs& inputs, CallBudget& budget, std::string name,
                              FurtherChecks further = {});

  private:
    base::Task<std::expected<Answer, std::string>> ask(const TaskKind& kind, const Conversation& conversation,
                                                       CallBudget& budget, std::int64_t& spent);
    base::Task<bool> pay_another(CallBudget& budget, std::int64_t before, std::int64_t most, std::int64_t kind_cap,
                                 std::int64_t lost, std::int64_t& spent, bool& is_set_aside);

    ChatClient& models_;
    const DailyBudget daily_budget_;
};

}  // namespace gracy::assistant
