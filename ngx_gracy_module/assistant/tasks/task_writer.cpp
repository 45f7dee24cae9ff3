#include "assistant/tasks/task_writer.hpp"

#include "assistant/answers/masking.hpp"
#include "assistant/answers/prompt.hpp"
#include "assistant/tasks/output.hpp"
#include "base/log.hpp"
#include "jobs/job.hpp"

#include <algorithm>
#include <utility>

namespace gracy::assistant {
namespace {

// What a member has asked for is of use for a day.
constexpr std::chrono::hours longest_patience{24};

/// For how long a job may wait for a server as if it had not been tried. What has been paid for is tried only so often.
std::chrono::seconds patience(std::int64_t spent) {
    return spent > 0 ? std::chrono::seconds(0) : std::chrono::seconds(longest_patience);
}

std::expected<std::string, Rejection> check(std::string_view output, const TaskKind& kind, const TaskInputs& inputs,
                                            const Mask& mask, const FurtherChecks& further) {
    auto checked = check_output(output, kind, inputs, mask);
    if (checked && further) {
        const base::Json shown = base::Json::parse(*checked);
        if (auto faults = further(shown.view()); !faults.empty()) {
            return std::unexpected(Rejection{.form = false, .reasons = std::move(faults)});
        }
    }
    return checked;
}

}  // namespace

std::int64_t share_of(std::int64_t amount, std::int64_t percent) {
    // In two parts: a budget may be as large as its type.
    return amount / 100 * percent + amount % 100 * percent / 100;
}

TaskWriter::TaskWriter(ChatClient& models, DailyBudget daily_budget) : models_(models), daily_budget_(daily_budget) {}

base::Task<Written> TaskWriter::write(const TaskKind& kind, const TaskInputs& inputs, CallBudget& budget,
                                      std::string name, FurtherChecks further) {
    Written written;
    Mask mask;
    TaskInputs hidden;
    for (const auto& [input, text] : inputs) {
        hidden.emplace(input, mask.hide(text));
    }
    Conversation conversation = task_conversation(kind, hidden);
    bool was_cut = false;
    std::int64_t spent = 0;
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await ask(kind, conversation, budget, spent);
        if (!answer) {
            written.reason = std::move(answer.error());
            co_return written;
        }
        written.server = answer->server;
        written.model = answer->completion.model;
        Completion& completion = answer->completion;
        if (completion.refusal || completion.finish == Finish::content_filter) {
            written.reason = "declined";
            co_return written;
        }
        auto checked = check(completion.output, kind, inputs, mask, further);
        if (checked && completion.finish != Finish::length) {
            written.output = std::move(*checked);
            co_return written;
        }
        if (attempt >= kind.limits.attempts) {
            base::log(base::LogLevel::warning, "assistant: {} ({}): what {} wrote was not accepted", name, kind.name,
                      written.server);
            written.reason = "unverified";
            co_return written;
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

/// Books a call whose answer was lost, for which `before` was set aside, and sets aside `most` for another.
base::Task<bool> TaskWriter::pay_another(CallBudget& budget, std::int64_t before, std::int64_t most,
                                         std::int64_t kind_cap, std::int64_t lost, std::int64_t& spent,
                                         bool& is_set_aside) {
    co_await budget.settle(before, lost);
    spent += lost;
    is_set_aside = co_await budget.reserve(most, daily_budget_, kind_cap);
    co_return is_set_aside;
}

/// One answer, within the budget; or why there is none. What it cost is added to `spent`.
base::Task<std::expected<Answer, std::string>> TaskWriter::ask(const TaskKind& kind, const Conversation& conversation,
                                                               CallBudget& budget, std::int64_t& spent) {
    if (models_.servers().empty()) {
        co_return std::unexpected("no_model");
    }
    if (const auto wait = models_.wait(); wait > std::chrono::seconds(0)) {
        throw jobs::NotNow(wait, patience(spent), "every server is left alone for now");
    }
    std::int64_t most = models_.highest_cost(conversation);
    const std::int64_t kind_cap = share_of(daily_budget_.all, kind.limits.daily_share);
    if (!co_await budget.reserve(most, daily_budget_, kind_cap)) {
        co_return std::unexpected("budget");
    }
    bool is_set_aside = true;
    const NextCall next = [&](std::int64_t lost) {
        const std::int64_t before = std::exchange(most, models_.highest_cost(conversation));
        return pay_another(budget, before, most, kind_cap, lost, spent, is_set_aside);
    };
    auto answer = co_await models_.ask(conversation, next);
    if (is_set_aside) {
        // A call whose answer was lost may have been made all the same.
        const std::int64_t cost = answer ? answer->cost : answer.error().cost;
        co_await budget.settle(most, cost);
        spent += cost;
    }
    if (answer) {
        co_return std::move(*answer);
    }
    const NoAnswer& none = answer.error();
    if (none.why == NoAnswer::Why::unpaid) {
        co_return std::unexpected("budget");
    }
    if (none.why == NoAnswer::Why::unavailable) {
        throw jobs::NotNow(none.retry_after.value_or(std::chrono::seconds(0)), patience(spent), none.detail);
    }
    co_return std::unexpected(none.why == NoAnswer::Why::declined ? "declined" : "unavailable");
}

}  // namespace gracy::assistant
