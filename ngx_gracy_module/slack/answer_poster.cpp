#include "slack/answer_poster.hpp"

#include "base/json.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/answer_message.hpp"
#include "slack/store.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

base::Json list_of(std::optional<std::string_view> text) {
    return base::Json::parse(text.value_or("[]"), {.bytes = 1 << 20, .depth = 16});
}

}  // namespace

base::Task<void> AnswerPoster::post(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space = payload["team_space_id"].integer();
    const auto id = payload["question_id"].integer();
    if (!team_space || !id) {
        throw jobs::Permanent("the payload names no question");
    }
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::slack::read_answer, *team_space, *id);
    const auto row = rows.first();
    if (!row) {
        co_return;  // gone with its member, or asked for again
    }
    const auto thread_ts = row->thread_ts;
    const std::string arguments =
        answer_message({.question_id = *id,
                        .question = std::string(row->question),
                        .language = http::language_of(row->language),
                        .outcome = std::string(row->outcome),
                        .reason = std::string(row->reason.value_or("")),
                        .answer = list_of(row->answer),
                        .sources = list_of(row->sources),
                        .thread_ts = thread_ts ? std::optional<std::string>(*thread_ts) : std::nullopt});
    // An operator's retry may still answer it.
    const std::string key = fmt::format("answer/{}{}", *id, row->outcome == "failed" ? "/failed" : "");
    co_await client.write(sql::slack::queue_message, *team_space, row->team_id, row->channel, arguments,
                          std::optional<std::string_view>(key));
    client.notify(events_channel);
}

}  // namespace gracy::slack
