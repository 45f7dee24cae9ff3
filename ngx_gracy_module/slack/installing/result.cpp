#include "gracy/sql/slack.hpp"
#include "slack/installing/browser.hpp"
#include "slack/installing/handlers.hpp"
#include "slack/installing/page.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using http::Sentence;
using http::Text;

/// Why nothing was connected, and what helps.
Sentence reason(std::string_view error) {
    if (error == "unclear") {
        return Text{
            "The connection broke while Slack was answering, so Gracy does not know whether it was installed. "
            "Slack's page of installed apps may show it; open the install link again to connect it.",
            "Slack이 응답하는 동안 연결이 끊겨 설치되었는지 알 수 없어요. Slack의 설치된 앱 목록에는 보일 수 있어요. "
            "설치 링크를 다시 열어 연결해 주세요."};
    }
    if (error == "taken") {
        return Text{
            "This workspace, or its organization, is connected to another company in Gracy. It has to be disconnected "
            "there first.",
            "이 워크스페이스 또는 조직은 Gracy의 다른 회사에 연결되어 있어요. 먼저 그쪽에서 연결을 끊어야 해요."};
    }
    if (error == "link_ended" || error == "used_link") {
        return Text{"The install link does not count any more. Ask your HR administrator for another.",
                    "이 설치 링크는 더 이상 쓸 수 없어요. 인사 담당자에게 새 링크를 받아 주세요."};
    }
    if (error == "token_revoked" || error == "account_inactive" || error == "invalid_auth") {
        return Text{"Gracy was taken out again while it was being connected.",
                    "연결하는 동안 Gracy가 다시 제거되었어요."};
    }
    if (error == "code_expired" || error == "invalid_code" || error == "code_already_used") {
        return Text{"Slack's permission was not good any more. Open the install link again.",
                    "Slack의 허가가 더는 유효하지 않아요. 설치 링크를 다시 열어 주세요."};
    }
    if (error == "not_configured" || error == "bad_client_secret" || error == "invalid_client_id" ||
        error == "bad_redirect_uri") {
        return Text{"Gracy is not set up correctly for installing into Slack. Please tell your operator.",
                    "Gracy의 Slack 설치 설정이 올바르지 않아요. 운영자에게 알려 주세요."};
    }
    return {
        fmt::format("Slack says \"{}\". Open the install link again; if that does not help, tell your operator.",
                    error),
        fmt::format("Slack의 응답: \"{}\". 설치 링크를 다시 열어 보고, 그래도 안 되면 운영자에게 알려 주세요.", error)};
}

Page page_of(const sql::slack::read_install_row& install) {
    const std::string_view stage = install.stage;
    if (stage == "connected" && install.is_organization) {
        const std::string_view organization = install.team_name.value_or("");
        return {
            .title = Text{"Connected", "연결했어요"},
            .text = Sentence(fmt::format("The organization {} belongs to {} now. Gracy is in those of its workspaces "
                                         "that an administrator of the organization adds her to. You may close "
                                         "this page.",
                                         organization, install.team_space_name),
                             fmt::format("{} 조직이 이제 {}에 연결되었어요. 조직 관리자가 Gracy를 추가한 "
                                         "워크스페이스에서 쓸 수 있어요. 이 페이지는 닫아도 돼요.",
                                         organization, install.team_space_name))};
    }
    if (stage == "connected") {
        const std::string_view workspace = install.team_name.value_or("");
        return {.title = Text{"Connected", "연결했어요"},
                .text = Sentence(fmt::format("The workspace {} belongs to {} now. You may close this page.", workspace,
                                             install.team_space_name),
                                 fmt::format("{} 워크스페이스를 이제 {}에서 쓸 수 있어요. 이 페이지는 닫아도 돼요.",
                                             workspace, install.team_space_name))};
    }
    if (stage == "denied") {
        return {.title = Text{"Not installed", "설치하지 않았어요"},
                .text = Text{"You did not allow it in Slack, so nothing has changed.",
                             "Slack에서 허용하지 않아 아무것도 바뀌지 않았어요."}};
    }
    if (stage == "failed") {
        return {.title = Text{"Not connected", "연결하지 못했어요"}, .text = reason(install.error.value_or(""))};
    }
    return {.title = Text{"Being connected", "연결하는 중이에요"},
            .text = Text{"This takes a few seconds; the page shows the result by itself.",
                         "몇 초 걸려요. 결과가 나오면 이 페이지에 보여 드릴게요."},
            .waits = true};
}

}  // namespace

base::Task<http::Response> show_install(access::Call& call) {
    const auto browser = browser_secret(call.request());
    if (browser) {
        const auto rows = co_await call.database().read(sql::slack::read_install, *secret_hash(*browser));
        if (const auto install = rows.first()) {
            co_return respond(page_of(*install), call.language());
        }
    }
    co_return respond({.status = 404,
                       .title = Text{"Nothing is being installed", "진행 중인 설치가 없어요"},
                       .text = Text{"Installing begins with a link from your HR administrator.",
                                    "인사 담당자가 보낸 설치 링크로 시작해 주세요."}},
                      call.language());
}

}  // namespace gracy::slack
