#include "worker/assistant_work.hpp"

#include "access/keys.hpp"
#include "assistant/tickets/purge.hpp"
#include "hr/policies/passages.hpp"
#include "hr/policies/synonyms.hpp"
#include "wellbeing/feeling_card.hpp"

namespace gracy::worker {
namespace {

constexpr std::chrono::hours purge_pause{1};
constexpr std::chrono::seconds publish_pause{10};
constexpr std::chrono::minutes digest_pause{2};
constexpr std::chrono::minutes longest_run{2};

base::Task<std::vector<assistant::Passage>> passages(postgres::Database& database, std::int64_t team_space_id,
                                                     std::string question, std::int32_t limit) {
    postgres::Client client(database);
    const auto rows = co_await hr::find_passages(client, team_space_id, std::move(question), limit);
    std::vector<assistant::Passage> found;
    for (const auto& row : rows) {
        assistant::Passage& passage = found.emplace_back();
        passage.id = row.id;
        passage.policy_id = row.document_id;
        passage.title = row.title;
        passage.version = row.number;
        passage.effective_from = row.effective_from;
        for (std::size_t i = 0; i < row.headings.size(); ++i) {
            passage.headings.emplace_back(row.headings[i]);
        }
        passage.text = row.body;
    }
    co_return found;
}

/// As the search has them.
base::Task<assistant::SameTerms> terms(postgres::Database& database, std::int64_t team_space_id) {
    postgres::Client client(database);
    auto own = co_await hr::own_synonyms(client, team_space_id);
    co_return assistant::SameTerms([own = std::move(own)](std::string_view one, std::string_view other) {
        return hr::share_synonyms(one, other, own);
    });
}

/// Nothing without a key: no note is read.
std::optional<assistant::NoteVault> note_vault(const std::optional<std::string>& secret,
                                               const std::optional<std::string>& old_secret) {
    if (!secret) {
        return std::nullopt;
    }
    using Place = assistant::NoteVault::Place;
    // The worker has no other use for the secret.
    const auto keys = std::make_shared<access::NoteKeys>(
        access::Keys::derive(*secret, old_secret ? std::span(&*old_secret, 1) : std::span<const std::string>()).notes);
    return assistant::NoteVault{
        .open_note =
            [keys](const Place& place, std::string_view key_id, base::Bytes sealed) {
                return wellbeing::open_note(*keys, {place.team_space_id, place.member_id, place.on_date}, key_id,
                                            sealed);
            },
        .seal_card =
            [keys](const Place& place, std::string_view card) {
                return wellbeing::seal_card(*keys, {place.team_space_id, place.member_id, place.on_date}, card);
            },
        .key_id = keys->current.id};
}

assistant::DailyBudget budget_of(const AssistantConfiguration& configuration) {
    return {.all = configuration.daily_budget,
            .for_tasks = assistant::share_of(configuration.daily_budget, 100 - configuration.questions_share)};
}

}  // namespace

AssistantWork::AssistantWork(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http,
                             const AssistantConfiguration& configuration)
    : database_(database),
      models_(reactor, http, configuration.servers),
      answerer_(
          reactor, database, models_,
          [&database](std::int64_t team_space_id, std::string question, std::int32_t limit) {
              return passages(database, team_space_id, std::move(question), limit);
          },
          [&database](std::int64_t team_space_id) { return terms(database, team_space_id); }, configuration.answers,
          configuration.daily_budget),
      tasks_(database, models_, configuration.kinds, budget_of(configuration), task_counts_),
      feelings_(database, models_, configuration.kinds, budget_of(configuration), task_counts_,
                note_vault(configuration.note_key, configuration.old_note_key)),
      digests_(database, models_, configuration.kinds, budget_of(configuration), task_counts_) {}

void AssistantWork::add_kinds(jobs::Kinds& kinds) {
    kinds.add(answerer_.kind());
    kinds.add(tasks_.kind());
    kinds.add(feelings_.kind());
    kinds.add(digests_.kind());
}

void AssistantWork::add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor) {
    recurring.emplace_back(reactor, "assistant.purge", purge_pause, longest_run, [this] { return answerer_.purge(); });
    recurring.emplace_back(reactor, "assistant.purge_tasks", purge_pause, longest_run,
                           [this] { return tasks_.purge(); });
    recurring.emplace_back(reactor, "assistant.purge_feelings", purge_pause, longest_run,
                           [this] { return feelings_.purge(); });
    recurring.emplace_back(reactor, "assistant.purge_tickets", purge_pause, longest_run,
                           [this] { return assistant::purge_tickets(database_); });
    recurring.emplace_back(reactor, "assistant.digests", digest_pause, longest_run, [this] { return digests_.open(); });
    recurring.emplace_back(reactor, "assistant.kinds", publish_pause, longest_run,
                           [this] { return tasks_.publish_kinds(); });
}

}  // namespace gracy::worker
