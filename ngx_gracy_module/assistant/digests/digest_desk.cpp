#include "assistant/digests/digest_desk.hpp"

#include "assistant/digests/digest_text.hpp"
#include "assistant/tasks/row_budget.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "base/text.hpp"
#include "gracy/sql/digests.hpp"
#include "io/backoff.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>

namespace gracy::assistant {
namespace {

using http::Language;

constexpr std::chrono::minutes deadline{5};
constexpr std::string_view kind_name = "culture_digest";
constexpr std::int32_t opened_at_once = 100;
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds longest_pause{60};
// Some minutes of pauses. A model that has not answered by then is not waited for: the numbers are worth reading on a
// Monday. Runs that were cut off count.
constexpr std::int32_t last_run_for_a_model = 12;
// Of a notice.
constexpr std::size_t longest_text = 1000;

using DigestBudget = RowBudget<sql::digests::reserve_digest_budget, sql::digests::settle_digest_call>;

}  // namespace

DigestDesk::DigestDesk(postgres::Database& database, ChatClient& models, std::span<const TaskKind> kinds,
                       DailyBudget daily_budget, TaskCounts& counts)
    : database_(database), kinds_(kinds), writer_(models, daily_budget), counts_(counts) {}

jobs::Kind DigestDesk::kind() {
    return {.name = "assistant.digest", .lane = lane, .deadline = deadline, .run = [this](jobs::Job job) {
                return perform(std::move(job));
            }};
}

base::Task<bool> DigestDesk::open() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::digests::open_digests, opened_at_once);
    const std::int32_t opened = rows.front().opened;
    if (opened > 0) {
        base::log(base::LogLevel::info, "assistant: {} culture digests are due", opened);
        client.notify(jobs::channel);
    }
    co_return rows.front().more;
}

base::Task<void> DigestDesk::perform(jobs::Job job) {
    const auto [team_space, id] = jobs::row_of(job, "digest_id");
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::digests::read_open_digest, team_space, id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // told, or switched off
    }
    const base::Date week = row->week_start;
    const base::Json given = base::Json::parse(row->facts);
    const std::vector<DigestFact> facts = facts_of(given.view(), week);
    const Digest digest{team_space, id, job.attempt};
    Written written = co_await write(digest, facts_for_model(facts),
                                     [&facts](base::JsonView output) { return faults_of_digest(output, facts); });
    std::string english = digest_numbers(facts, week, Language::english);
    std::string korean = digest_numbers(facts, week, Language::korean);
    if (written.output) {
        const base::Json output = base::Json::parse(*written.output);
        std::string told = digest_text(output["en"].string().value_or(""), facts, week, Language::english);
        std::string told_in_korean = digest_text(output["ko"].string().value_or(""), facts, week, Language::korean);
        if (base::code_points(told) > longest_text || base::code_points(told_in_korean) > longest_text) {
            written.reason = "unverified";
        } else {
            english = std::move(told);
            korean = std::move(told_in_korean);
        }
    }
    const auto reason = base::view_of(written.reason);
    const auto ended =
        co_await client.write(sql::digests::finish_digest, team_space, id, base::to_nfc(english), base::to_nfc(korean),
                              std::string_view(reason ? "numbers" : "model"), reason);
    if (ended.front().finished) {
        counts_.count(kind_name, written.reason);
    }
}

base::Task<Written> DigestDesk::write(const Digest& digest, std::string facts, FurtherChecks checks) {
    const auto kind = std::ranges::find(kinds_, kind_name, &TaskKind::name);
    if (kind == kinds_.end()) {
        co_return Written{.reason = "not_set_up"};
    }
    if (digest.run > last_run_for_a_model) {
        co_return Written{.reason = "unavailable"};
    }
    const TaskInputs inputs{{"facts", std::move(facts)}};
    DigestBudget budget(database_, digest.team_space_id, digest.id, kind_name);
    try {
        co_return co_await writer_.write(
            *kind, inputs, budget, fmt::format("digest {}/{}", digest.team_space_id, digest.id), std::move(checks));
    } catch (const jobs::NotNow& away) {
        if (digest.run < last_run_for_a_model) {
            const auto pause = io::backoff(static_cast<unsigned>(digest.run) - 1, first_pause, longest_pause);
            throw jobs::RetryLater(std::max(pause, away.delay), away.what());
        }
    }
    co_return Written{.reason = "unavailable"};
}

}  // namespace gracy::assistant
