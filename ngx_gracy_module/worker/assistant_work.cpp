#include "worker/assistant_work.hpp"

#include "hr/policies/passages.hpp"

namespace gracy::worker {
namespace {

constexpr std::chrono::hours purge_pause{1};
constexpr std::chrono::seconds publish_pause{10};
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

}  // namespace

AssistantWork::AssistantWork(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http,
                             const AssistantConfiguration& configuration)
    : models_(reactor, http, configuration.servers),
      answerer_(
          reactor, database, models_,
          [&database](std::int64_t team_space_id, std::string question, std::int32_t limit) {
              return passages(database, team_space_id, std::move(question), limit);
          },
          configuration.daily_budget),
      tasks_(database, models_, configuration.kinds, configuration.daily_budget) {}

void AssistantWork::add_kinds(jobs::Kinds& kinds) {
    kinds.add(answerer_.kind());
    kinds.add(tasks_.kind());
}

void AssistantWork::add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor) {
    recurring.emplace_back(reactor, "assistant.purge", purge_pause, longest_run, [this] { return answerer_.purge(); });
    recurring.emplace_back(reactor, "assistant.purge_tasks", purge_pause, longest_run,
                           [this] { return tasks_.purge(); });
    recurring.emplace_back(reactor, "assistant.kinds", publish_pause, longest_run,
                           [this] { return tasks_.publish_kinds(); });
}

}  // namespace gracy::worker
