#include "slack/signing_in/refusals.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Sentence;
using http::Text;

struct Refusal {
    std::string_view reason;
    int status;
    Text text;
};

constexpr std::array<Refusal, 15> refusals{{
    {"not_set_up",
     404,
     {"The operator has not set up signing in with Slack.", "운영자가 아직 Slack 로그인을 설정하지 않았어요."}},
    {"unknown",
     404,
     {"This browser is not signing in. Open /slack/sign-in to begin.",
      "이 브라우저에서 진행 중인 로그인이 없어요. /slack/sign-in을 열어 시작해 주세요."}},
    {"invalid_browser",
     400,
     {"This did not begin in this browser, or cookies are off. Open /slack/sign-in again, with cookies allowed.",
      "이 브라우저에서 시작한 로그인이 아니거나 쿠키가 꺼져 있어요. 쿠키를 허용한 뒤 /slack/sign-in을 다시 열어 "
      "주세요."}},
    {"expired_state",
     401,
     {"That took longer than ten minutes. Open /slack/sign-in again.",
      "10분이 지났어요. /slack/sign-in을 다시 열어 주세요."}},
    {"access_denied",
     403,
     {"You did not allow it in Slack. Open /slack/sign-in to try again.",
      "Slack에서 허용하지 않았어요. 다시 하려면 /slack/sign-in을 열어 주세요."}},
    {"not_connected",
     403,
     {"Gracy is not connected to this Slack workspace. Choose another workspace in Slack, or ask your HR "
      "administrator.",
      "Gracy가 이 Slack 워크스페이스에 연결되어 있지 않아요. Slack에서 다른 워크스페이스를 고르거나 인사 담당자에게 "
      "문의해 주세요."}},
    {"not_a_member",
     403,
     {"Gracy does not know which member you are in this workspace. Your HR administrator can say so.",
      "이 워크스페이스에서 어느 구성원인지 알 수 없어요. 인사 담당자에게 연결을 요청해 주세요."}},
    {"not_active",
     403,
     {"Your account in Gracy or in Slack is not active. Ask your HR administrator if that is a mistake.",
      "Gracy나 Slack에서 활성 상태가 아니에요. 잘못된 것이라면 인사 담당자에게 문의해 주세요."}},
    {"unclear",
     502,
     {"The connection broke while Slack was answering. Open /slack/sign-in again.",
      "Slack이 응답하는 동안 연결이 끊겼어요. /slack/sign-in을 다시 열어 주세요."}},
    {"code_expired",
     401,
     {"Slack's permission was not used in time. Open /slack/sign-in again.",
      "Slack의 허가를 제때 쓰지 못했어요. /slack/sign-in을 다시 열어 주세요."}},
    {"invalid_code",
     401,
     {"Slack's permission is not good any more. Open /slack/sign-in again.",
      "Slack의 허가가 더는 유효하지 않아요. /slack/sign-in을 다시 열어 주세요."}},
    {"keys_unavailable",
     502,
     {"Slack's keys could not be had, so nobody can tell whether its answer is true. Try again in a minute at "
      "/slack/sign-in.",
      "Slack의 서명 키를 가져오지 못해 응답을 확인할 수 없었어요. 잠시 뒤 /slack/sign-in에서 다시 해 주세요."}},
    {"not_configured",
     500,
     {"Signing in is not set up completely: the worker has no client secret. Please tell your operator.",
      "로그인 설정이 끝나지 않았어요(워커에 클라이언트 시크릿이 없어요). 운영자에게 알려 주세요."}},
    {"bad_client_secret",
     500,
     {"Signing in is not set up correctly: Slack does not take the client secret. Please tell your operator.",
      "로그인 설정이 올바르지 않아요(Slack이 클라이언트 시크릿을 받지 않아요). 운영자에게 알려 주세요."}},
    {"bad_redirect_uri",
     500,
     {"Signing in is not set up correctly: this address is not among the app's redirect URLs. Please tell your "
      "operator.",
      "로그인 설정이 올바르지 않아요(앱의 리디렉션 URL에 이 주소가 없어요). 운영자에게 알려 주세요."}},
}};

}  // namespace

Page sign_in_refusal(std::string_view reason) {
    const Text title{"Not signed in", "로그인하지 못했어요"};
    const auto known = std::ranges::find(refusals, reason, &Refusal::reason);
    if (known != refusals.end()) {
        return {.status = known->status, .title = title, .text = known->text};
    }
    if (reason.starts_with("token_")) {
        return {.status = 502,
                .title = title,
                .text = Sentence(
                    fmt::format("Slack's answer cannot be trusted ({}). Open /slack/sign-in again; if that "
                                "does not help, tell your operator.",
                                reason),
                    fmt::format("Slack의 응답을 믿을 수 없어요({}). /slack/sign-in을 다시 열어 보고, 그래도 안 "
                                "되면 운영자에게 알려 주세요.",
                                reason))};
    }
    return {
        .status = 502,
        .title = title,
        .text = Sentence(
            fmt::format("Slack says \"{}\". Open /slack/sign-in again; if that does not help, tell your operator.",
                        reason),
            fmt::format("Slack의 응답: \"{}\". /slack/sign-in을 다시 열어 보고, 그래도 안 되면 운영자에게 알려 주세요.",
                        reason))};
}

Page signed_in(std::optional<std::string_view> name) {
    return {.title = Text{"Signed in", "로그인했어요"},
            .text = name ? Sentence(fmt::format("You are signed in as {}. You may close this page.", *name),
                                    fmt::format("{}님으로 로그인했어요. 이 페이지는 닫아도 돼요.", *name))
                         : Sentence(Text{"You are signed in. You may close this page.",
                                         "로그인했어요. 이 페이지는 닫아도 돼요."})};
}

Page sign_in_is_waiting() {
    return {.title = Text{"Signing in", "로그인하는 중이에요"},
            .text = Text{"This takes a moment; the page goes on by itself.", "잠시만 기다려 주세요. 끝나면 넘어가요."},
            .waits = true};
}

}  // namespace gracy::slack
