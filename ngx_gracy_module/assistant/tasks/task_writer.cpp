#include "assistant/tasks/task_writer.hpp"

#include "assistant/answers/masking.hpp"
#include "assistant/answers/prompt.hpp"
#include "assistant/tasks/output.hpp"
#include "base/log.hpp"
#include "io/backoff.hpp"
#include "jobs/job.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{60};

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

TaskWriter::TaskWriter(ChatClient& models, std::int64_t daily_budget) : models_(models), daily_budget_(daily_budget) {}

base::Task<Written> TaskWriter::write(const TaskKind& kind, const TaskInputs& inputs, CallBudget& budget, unsigned run,
                                      std::string name, FurtherChecks further) {
    Written written;
    Mask mask;
    TaskInputs hidden;
    for (const auto& [input, text] : inputs) {
        hidden.emplace(input, mask.hide(text));
    }
    Conversation conversation = task_conversation(kind, hidden);
    bool was_cut = false;
    for (int attempt = 1;; ++attempt) {
        auto answer = co_await ask(kind, conversation, budget, run);
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

/// One answer, within the budget; or why there is none.
base::Task<std::expected<Answer, std::string>> TaskWriter::ask(const TaskKind& kind, const Conversation& conversation,
                                                               CallBudget& budget, unsigned run) {
    if (models_.servers().empty()) {
        co_return std::unexpected("no_model");
    }
    const auto pause = io::backoff(run - 1, first_pause, longest_pause);
    if (!models_.is_available()) {
        throw jobs::RetryLater(pause, "every server is left alone for now");
    }
    const std::int64_t most = highest_cost(models_.servers(), conversation);
    // In two parts: a budget may be as large as its type.
    const std::int64_t share = kind.limits.daily_share;
    const std::int64_t kind_cap = daily_budget_ / 100 * share + daily_budget_ % 100 * share / 100;
    if (!co_await budget.reserve(most, daily_budget_, kind_cap)) {
        co_return std::unexpected("budget");
    }
    auto answer = co_await models_.ask(conversation);
    // A call whose answer was lost may have been made all the same.
    co_await budget.settle(most, answer ? answer->cost : answer.error().maybe_billed ? most : 0);
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

}  // namespace gracy::assistant
