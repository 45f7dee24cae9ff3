// Why somebody cannot use Gracy at all.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/transaction.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

struct ViewRequest;

inline constexpr http::Text not_connected_text{
    "This workspace is not connected to a team space yet: please ask your administrator.",
    "이 워크스페이스는 아직 팀 스페이스와 연결되지 않았어요. 관리자에게 문의해 주세요."};
inline constexpr http::Text not_a_member_text{
    "You are not a member of this team space yet: please ask your administrator.",
    "아직 이 팀 스페이스의 구성원이 아니에요. 관리자에게 등록을 부탁해 주세요."};

/// The workspace was never connected, or no longer is: whose language would that be? In both.
Message unknown_workspace();

Message not_a_member(http::Language language);

// What somebody can do who is no member: who wrote the command, clicked or submitted, or asked for the view. They are
// not one, or are said to be one who has not confirmed it yet, where the member can. The arguments must outlive the
// task. Throws postgres::Error.
base::Task<Message> why_no_member(access::Call& call, const Command& command, http::Language language);
base::Task<Message> why_no_member(access::Call& call, const Interaction& interaction, http::Language language);
base::Task<Message> why_no_member(postgres::Client& client, const ViewRequest& request, http::Language language);
base::Task<Message> why_no_member(postgres::Transaction& transaction, const Interaction& interaction,
                                  http::Language language);
base::Task<Message> why_no_member(postgres::Transaction& transaction, std::string_view team_id,
                                  std::optional<std::string_view> enterprise_id, std::string_view user_id,
                                  http::Language language);

}  // namespace gracy::slack
