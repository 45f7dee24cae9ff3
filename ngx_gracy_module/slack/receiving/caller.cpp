#include "slack/receiving/caller.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {

base::Task<Caller> caller_of(access::Call& call, const Command& command) {
    const auto rows = co_await call.database().read(sql::slack::describe_caller, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto row = rows.front();
    co_return Caller{.known = row.known, .member = row.member, .language = http::language_of(row.locale)};
}

}  // namespace gracy::slack
