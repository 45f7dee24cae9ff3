#include "slack/receiving/refusals.hpp"

#include "access/services.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/views/open_view.hpp"

namespace gracy::slack {
namespace {

constexpr http::Text tap_text{
    "This Slack account still has to be confirmed as yours. Tap “That's me” in my message in the workspace where I "
    "already know you, or ask your administrator.",
    "이 Slack 계정이 회원님 것인지 확인이 필요해요. 다른 워크스페이스에서 받은 제 메시지의 ‘본인이에요’를 누르거나 "
    "관리자에게 문의해 주세요."};

/// `address`: Gracy's, or empty where it is not known.
Message why(const sql::slack::read_proposal_row& proposal, std::string_view user_id, std::string_view address,
            http::Language language) {
    if (!proposal.team_id) {
        return not_a_member(language);
    }
    if (proposal.told_in_slack) {
        return ephemeral(std::string(tap_text.in(language)));
    }
    // Such as a company's first owner, of whom an administrator's word is not enough.
    return ephemeral(say(language,
                         {"This Slack account still has to be confirmed as yours. Sign in to Gracy with your password, "
                          "and confirm it among your Slack accounts: `PUT {}/api/v1/me/slack/users/{}/{}`",
                          "이 Slack 계정이 회원님 것인지 확인이 필요해요. 비밀번호로 Gracy에 로그인해서 내 Slack 계정 "
                          "목록에서 확인해 주세요: `PUT {}/api/v1/me/slack/users/{}/{}`"},
                         address, *proposal.team_id, user_id));
}

std::string_view address_of(access::Call& call) {
    const auto& oauth = call.services().settings.slack_oauth;
    return oauth ? std::string_view(oauth->address) : std::string_view();
}

template <class Who>
base::Task<Message> read_why(postgres::Client& client, const Who& who, std::string_view address,
                             http::Language language) {
    const auto rows =
        co_await client.read(sql::slack::read_proposal, who.team_id, view_of(who.enterprise_id), who.user_id);
    co_return why(rows.front(), who.user_id, address, language);
}

}  // namespace

Message unknown_workspace() {
    return ephemeral(std::string(not_connected_text.english).append("\n").append(not_connected_text.korean));
}

Message not_a_member(http::Language language) {
    return ephemeral(std::string(not_a_member_text.in(language)));
}

base::Task<Message> why_no_member(access::Call& call, const Command& command, http::Language language) {
    return read_why(call.database(), command, address_of(call), language);
}

base::Task<Message> why_no_member(access::Call& call, const Interaction& interaction, http::Language language) {
    return read_why(call.database(), interaction, address_of(call), language);
}

base::Task<Message> why_no_member(postgres::Client& client, const ViewRequest& request, http::Language language) {
    return read_why(client, request, {}, language);
}

base::Task<Message> why_no_member(postgres::Transaction& transaction, const Interaction& interaction,
                                  http::Language language) {
    return why_no_member(transaction, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
                         language);
}

base::Task<Message> why_no_member(postgres::Transaction& transaction, std::string_view team_id,
                                  std::optional<std::string_view> enterprise_id, std::string_view user_id,
                                  http::Language language) {
    const auto rows = co_await transaction.run(sql::slack::read_proposal, team_id, enterprise_id, user_id);
    co_return why(rows.front(), user_id, {}, language);
}

}  // namespace gracy::slack
