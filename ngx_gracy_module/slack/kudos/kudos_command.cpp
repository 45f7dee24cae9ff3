#include "slack/kudos/kudos_command.hpp"

#include "access/services.hpp"
#include "base/digest.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "http/problem.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_reply.hpp"
#include "slack/kudos/kudos_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/views/queue_view.hpp"

namespace gracy::slack {
namespace {

/// Of what the command means and not of its bytes, which carry a response_url of their own every time.
base::Sha256 request_hash(const Command& command) {
    std::string meaning;
    for (const std::string_view part :
         {std::string_view(command.team_id), std::string_view(command.user_id), std::string_view(command.text)}) {
        meaning.append(std::to_string(part.size())).append(":").append(part);
    }
    return base::sha256(base::bytes_of(meaning));
}

base::Task<Message> explain(access::Call& call, const Command& command, const KudosText& kudos) {
    const auto rows = co_await call.database().read(sql::slack::describe_giver, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto giver = rows.first();
    if (!giver) {
        co_return unknown_workspace();
    }
    co_return kudos_text_reply(kudos, giver->allowance_left, giver->value_names.copy(),
                               http::language_of(giver->locale));
}

}  // namespace

bool is_for_group(const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    // What else is missing is asked for in the form.
    return kudos.group &&
           (kudos.problem == KudosText::Problem::none || kudos.problem == KudosText::Problem::no_message);
}

base::Task<http::Response> give_kudos_to_group(access::Call& call, const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    ViewRequest request{.team_id = command.team_id,
                        .enterprise_id = command.enterprise_id,
                        .user_id = command.user_id,
                        .trigger_id = command.trigger_id,
                        .view = std::string(kudos_callback),
                        .received_at = call.services().clock.now(),
                        .quoted = kudos.message,
                        .group = kudos.group,
                        .value = kudos.value,
                        .points = kudos.points};
    co_await queue_view(call, std::move(request), command.fields["response_url"]);
    co_return http::Response::empty(200);
}

base::Task<Message> give_kudos(access::Call& call, const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    if (kudos.problem != KudosText::Problem::none) {
        co_return co_await explain(call, command, kudos);
    }
    const std::vector<std::string_view> recipients(kudos.recipients.begin(), kudos.recipients.end());
    const std::optional<std::string_view> value =
        kudos.value ? std::optional<std::string_view>(*kudos.value) : std::nullopt;
    const base::Sha256 hash = request_hash(command);
    const auto rows = co_await call.database().write(sql::slack::give_kudos_from_slack, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id, recipients, value,
                                                     kudos.points, kudos.message, command.trigger_id, hash);
    const auto row = rows.front();
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    auto message = kudos_reply(kudos, command.user_id,
                               {.outcome = row.outcome,
                                .subject = row.subject.value_or(""),
                                .allowance_left = row.allowance_left,
                                .value_names = row.value_names.copy()},
                               http::language_of(row.locale));
    if (!message) {
        base::log(base::LogLevel::error, "give_kudos_from_slack said \"{}\", for which there is no sentence",
                  row.outcome);
        throw http::Problem::internal();
    }
    co_return std::move(*message);
}

}  // namespace gracy::slack
