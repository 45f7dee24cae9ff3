#include "slack/people/who_command.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Text;

constexpr std::int32_t most_colleagues = 10;
constexpr std::size_t longest_name = 100;

std::string colleague(std::string_view name, std::optional<std::string_view> name_en,
                      std::optional<std::string_view> department, std::optional<std::string_view> title) {
    std::string line = "• *" + escape(name) + "*";
    if (name_en && *name_en != name) {
        line += " (" + escape(*name_en) + ")";
    }
    for (const auto& about : {department, title}) {
        if (about) {
            line += " · " + escape(*about);
        }
    }
    return line;
}

}  // namespace

base::Task<Message> find_colleagues(access::Call& call, const Command& command) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return unknown_workspace();
    }
    if (!caller.member) {
        co_return not_a_member(caller.language);
    }
    const std::string name = plain_text(command.text);
    const bool asks_for_help = tokens_of(command.text).empty() || name == "help" || name == "도움말";
    if (asks_for_help || name.size() > longest_name) {
        co_return ephemeral(std::string(Text{"Whom are you looking for? `/who name`, or a part of it",
                                             "누구를 찾나요? `/who 이름`이나 `/who ㄱㅁㅅ`"}
                                            .in(caller.language)));
    }
    const auto rows =
        co_await call.database().read(sql::slack::suggest_members, command.team_id, view_of(command.enterprise_id),
                                      command.user_id, name, most_colleagues + 1);
    std::string text;
    std::int32_t shown = 0;
    for (const auto row : rows) {
        if (++shown <= most_colleagues) {
            text += (shown > 1 ? "\n" : "") + colleague(row.name, row.name_en, row.department_name, row.title);
        }
    }
    if (shown == 0) {
        text = say(caller.language, {"Nobody here is called {}.", "{}(이)라는 동료를 찾지 못했어요."}, escape(name));
    } else if (shown > most_colleagues) {
        text += Text{"\n… and more: please write more of the name.", "\n… 더 있어요. 이름을 조금 더 적어 주세요."}.in(
            caller.language);
    }
    co_return ephemeral(std::move(text));
}

}  // namespace gracy::slack
