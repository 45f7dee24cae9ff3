#include "slack/receiving/refusals.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"
#include "slack/views/open_view.hpp"

namespace gracy::slack {
namespace {

constexpr http::Text only_proposed_text{
    "This Slack account still has to be confirmed as yours. Tap “That's me” in my message in the workspace where I "
    "already know you, or ask your administrator.",
    "이 Slack 계정이 회원님 것인지 확인이 필요해요. 다른 워크스페이스에서 받은 제 메시지의 ‘본인이에요’를 누르거나 "
    "관리자에게 문의해 주세요."};

template <class Who>
base::Task<Message> read_why(postgres::Client& client, const Who& who, http::Language language) {
    const auto rows =
        co_await client.read(sql::slack::is_proposed, who.team_id, view_of(who.enterprise_id), who.user_id);
    co_return rows.front().proposed ? only_proposed(language) : not_a_member(language);
}

}  // namespace

Message unknown_workspace() {
    return ephemeral(std::string(not_connected_text.english).append("\n").append(not_connected_text.korean));
}

Message not_a_member(http::Language language) {
    return ephemeral(std::string(not_a_member_text.in(language)));
}

Message only_proposed(http::Language language) {
    return ephemeral(std::string(only_proposed_text.in(language)));
}

base::Task<Message> why_no_member(access::Call& call, const Command& command, http::Language language) {
    return read_why(call.database(), command, language);
}

base::Task<Message> why_no_member(access::Call& call, const Interaction& interaction, http::Language language) {
    return read_why(call.database(), interaction, language);
}

base::Task<Message> why_no_member(postgres::Client& client, const ViewRequest& request, http::Language language) {
    return read_why(client, request, language);
}

base::Task<Message> why_no_member(postgres::Transaction& transaction, const Interaction& interaction,
                                  http::Language language) {
    const auto rows = co_await transaction.run(sql::slack::is_proposed, interaction.team_id,
                                               view_of(interaction.enterprise_id), interaction.user_id);
    co_return rows.front().proposed ? only_proposed(language) : not_a_member(language);
}

}  // namespace gracy::slack
