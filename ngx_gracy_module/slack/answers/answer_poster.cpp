#include "slack/answers/answer_poster.hpp"

#include "gracy/sql/slack.hpp"
#include "gracy/sql/streams.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"
#include "slack/answers/answer_reader.hpp"
#include "slack/receiving/store.hpp"

namespace gracy::slack {

base::Task<void> AnswerPoster::post(jobs::Job job) {
    const auto [team_space, id] = jobs::row_of(job, "question_id");
    postgres::Client client(database_);
    const auto stored = co_await read_answer(client, team_space, id);
    if (!stored) {
        co_return;  // gone with its member, or asked for again
    }
    const auto stream = co_await client.write(sql::streams::wake_stream, team_space, id, stored->answer.outcome);
    if (!stream.front().brings_it) {
        const std::string arguments = answer_message(stored->answer);
        const std::string key = answer_key(stored->answer);
        co_await client.write(sql::slack::queue_message, team_space, stored->team_id, stored->channel, arguments,
                              std::optional<std::string_view>(key));
    }
    client.notify(events_channel);
}

}  // namespace gracy::slack
