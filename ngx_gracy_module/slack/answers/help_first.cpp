#include "slack/answers/help_first.hpp"

#include "gracy/sql/slack.hpp"
#include "jobs/enqueue.hpp"
#include "slack/block_kit/reply.hpp"
#include "slack/check_ins/help_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/sending/whisper.hpp"

namespace gracy::slack {

base::Task<void> say_help_first(postgres::Transaction& transaction, const EventTenant& tenant,
                                const AskedInSlack& asked, wellbeing::Risk risk, http::Language language,
                                std::string_view event_id) {
    if (risk == wellbeing::Risk::none) {
        co_return;
    }
    const auto rows =
        co_await transaction.run(sql::slack::find_help, tenant.team_id, view_of(tenant.enterprise_id), asked.user_id);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;
    }
    const std::string text = help_text(wellbeing::help_for(risk, row.tz.value_or(""), row.support_contact, language));
    const std::string key = "help/" + std::string(event_id);
    if (asked.is_direct()) {
        const std::string arguments = reply_arguments(text, asked.thread_ts);
        co_await transaction.run(sql::slack::queue_message, *row.team_space_id, tenant.team_id, asked.channel,
                                 arguments, std::optional<std::string_view>(key));
        co_return;
    }
    const jobs::NewJob job = whisper_job({.team_id = tenant.team_id,
                                          .enterprise_id = tenant.enterprise_id,
                                          .user_id = asked.user_id,
                                          .channel = asked.channel,
                                          .thread_ts = {},
                                          .text = text},
                                         key);
    co_await jobs::enqueue(transaction, job);
}

}  // namespace gracy::slack
