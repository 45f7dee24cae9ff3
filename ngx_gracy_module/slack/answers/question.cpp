#include "slack/answers/question.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "slack/block_kit/mrkdwn.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::array<std::pair<std::string_view, Text>, 6> refusals{
    {{"no_question",
      {"Ask me about the company's policies, such as _How many days of leave do I have?_",
       "회사 규정에 대해 물어보세요. 예: _연차는 며칠인가요?_"}},
     {"question_too_long",
      {"That is too long for me: please ask in at most 300 characters.",
       "질문이 너무 길어요. 300자 안으로 줄여서 다시 물어봐 주세요."}},
     {"too_many_questions",
      {"You have asked 30 questions within 24 hours, and I answer no more than that. Please ask again tomorrow.",
       "24시간 동안 30개까지 답할 수 있어요. 내일 다시 물어봐 주세요."}},
     {"unknown_workspace",
      {"This workspace is not connected to a team space yet: please ask your administrator.",
       "이 워크스페이스는 아직 팀 스페이스와 연결되지 않았어요. 관리자에게 문의해 주세요."}},
     {"not_member",
      {"You are not a member of this team space yet: please ask your administrator.",
       "아직 이 팀 스페이스의 구성원이 아니에요. 관리자에게 등록을 부탁해 주세요."}},
     {"key_reused", {"I have that question already.", "이미 받은 질문이에요."}}}};

std::string without_mention_of(std::string_view text, std::string_view user_id) {
    std::string rest;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find("<@", at);
        const std::size_t end = begin == text.npos ? text.npos : text.find('>', begin);
        if (end == text.npos) {
            return rest.append(text.substr(at));
        }
        const std::string_view inside = text.substr(begin + 2, end - begin - 2);
        const bool meant = !user_id.empty() && inside.substr(0, inside.find('|')) == user_id;
        rest.append(text.substr(at, (meant ? begin : end + 1) - at));
        at = end + 1;
    }
    return rest;
}

}  // namespace

std::string question_text(std::string_view text, std::string_view bot_user_id) {
    return stored_text(plain_text(without_mention_of(text, bot_user_id)));
}

std::string stored_text(std::string_view text) {
    std::string composed = base::to_nfc(text);
    std::erase(composed, '\0');  // which PostgreSQL holds in no text
    return base::to_utf8(base::trimmed(base::to_code_points(composed)));
}

std::string question_refusal(std::string_view outcome, Language language) {
    const auto* const found = std::ranges::find(refusals, outcome, [](const auto& refusal) { return refusal.first; });
    if (found == refusals.end()) {
        base::log(base::LogLevel::error, "ask_from_slack said \"{}\", for which there is no sentence", outcome);
        return std::string(
            Text{"Sorry, I cannot take this question.", "죄송해요. 이 질문은 받을 수 없어요."}.in(language));
    }
    return std::string(found->second.in(language));
}

}  // namespace gracy::slack
