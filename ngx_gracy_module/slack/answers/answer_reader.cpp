#include "slack/answers/answer_reader.hpp"

#include "gracy/sql/slack.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

base::Json list_of(std::optional<std::string_view> text) {
    return base::Json::parse(text.value_or("[]"), {.bytes = 1 << 20, .depth = 16});
}

}  // namespace

base::Task<std::optional<StoredAnswer>> read_answer(postgres::Client& client, std::int64_t team_space_id,
                                                    std::int64_t question_id) {
    const auto rows = co_await client.read(sql::slack::read_answer, team_space_id, question_id);
    const auto row = rows.first();
    if (!row) {
        co_return std::nullopt;
    }
    const auto thread_ts = row->thread_ts;
    const auto missing = row->missing;
    co_return StoredAnswer{.answer = {.question_id = question_id,
                                      .question = std::string(row->question),
                                      .language = http::language_of(row->language),
                                      .outcome = std::string(row->outcome),
                                      .reason = std::string(row->reason.value_or("")),
                                      .answer = list_of(row->answer),
                                      .sources = list_of(row->sources),
                                      .missing = missing ? std::optional<std::string>(*missing) : std::nullopt,
                                      .escalate = row->escalate,
                                      .thread_ts = thread_ts ? std::optional<std::string>(*thread_ts) : std::nullopt},
                           .team_id = std::string(row->team_id),
                           .channel = std::string(row->channel)};
}

std::string answer_key(const AssistantAnswer& answer) {
    return fmt::format("answer/{}{}", answer.question_id, answer.outcome == "failed" ? "/failed" : "");
}

}  // namespace gracy::slack
