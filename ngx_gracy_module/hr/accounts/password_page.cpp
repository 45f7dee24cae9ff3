#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <array>
#include <optional>
#include <string_view>

namespace gracy::hr {
namespace {

// The token stands behind the #, which browsers send to no server.
constexpr std::string_view script = R"(
const form = document.querySelector('form'), said = document.querySelector('output');
form.addEventListener('submit', async event => {
  event.preventDefault();
  const {again, ...body} = Object.fromEntries(new FormData(form));
  if (again !== undefined) {
    if (again !== body.new_password) {
      said.textContent = form.dataset.differ;
      return;
    }
    body.token = location.hash.slice(1);
    body.keep_tokens = 'keep_tokens' in body;
  }
  form.send.disabled = true;
  try {
    const answer = await fetch('', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang},
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      form.hidden = true;
      said.textContent = form.dataset.done;
      return;
    }
    const problem = await answer.json();
    said.textContent = problem.errors ? problem.errors.map(error => error.detail).join(' ') : problem.detail || problem.title;
  } catch {
    said.textContent = form.dataset.failed;
  }
  form.send.disabled = false;
});
)";

struct Field {
    http::Text label;
    std::string_view attributes;
};

struct Page {
    http::Text title;
    http::Text send;
    http::Text done;
    std::array<Field, 2> fields;
    /// What may be ticked.
    std::optional<Field> choice;
    /// What stands below the form.
    http::Text more;
};

constexpr http::Text differ{"The two are not the same.", "두 비밀번호가 서로 달라요."};
constexpr http::Text failed{"Gracy cannot be reached at the moment. Please try again.",
                            "지금은 Gracy에 연결할 수 없어요. 다시 시도해 주세요."};

constexpr Page reset_page{
    .title{"Set a password", "비밀번호 설정"},
    .send{"Set password", "비밀번호 저장"},
    .done{"Your password is set. You can sign in with it.", "비밀번호를 저장했어요. 이제 로그인할 수 있어요."},
    .fields{{{{"New password", "새 비밀번호"}, R"(name="new_password" type="password" autocomplete="new-password")"},
             {{"Once more", "한 번 더"}, R"(name="again" type="password" autocomplete="new-password")"}}},
    .choice{{{"Keep my API tokens", "API 토큰은 그대로 두기"}, R"(name="keep_tokens" type="checkbox")"}},
    .more{R"(<a href="forgot">Have another link sent</a>)", R"(<a href="forgot">새 링크 받기</a>)"}};

constexpr Page forgotten_page{
    .title{"Forgotten your password?", "비밀번호를 잊으셨나요?"},
    .send{"Send me a link", "링크 받기"},
    .done{
        "If this is a member's address, a link is on its way to it. An address is heard once in a quarter of an hour, "
        "three times a day; if nothing comes, ask your administrator.",
        "구성원의 주소라면 곧 링크가 메일로 도착해요. 같은 주소로는 15분에 한 번, 하루 세 번까지 보내 드려요. 메일이 "
        "오지 않으면 "
        "관리자에게 문의해 주세요."},
    .fields{{{{"Team space", "팀 스페이스"}, R"(name="team_space" maxlength="63" autocapitalize="none")"},
             {{"E-mail address", "이메일 주소"}, R"(name="email" type="email" maxlength="254" autocomplete="email")"}}},
    .choice{},
    .more{"", ""}};

std::string page_in(const Page& page, http::Language language) {
    std::string html = fmt::format(
        R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
        R"(<title>{} · Gracy</title></head><body><main><h1>{}</h1><form data-done="{}" data-differ="{}" data-failed="{}">)",
        http::name_of(language), page.title.in(language), page.title.in(language), page.done.in(language),
        differ.in(language), failed.in(language));
    for (const Field& field : page.fields) {
        html += fmt::format("<p><label>{} <input {} required></label></p>", field.label.in(language), field.attributes);
    }
    if (page.choice) {
        html += fmt::format("<p><label><input {}> {}</label></p>", page.choice->attributes,
                            page.choice->label.in(language));
    }
    return html + fmt::format(R"(<p><button name="send">{}</button></p></form><p><output></output></p><p>{}</p></main>)"
                              R"(<script>{}</script></body></html>)",
                              page.send.in(language), page.more.in(language), script);
}

http::Response respond_page(access::Call& call, const Page& page) {
    http::QueryReader(call.request().query).finish();
    static const std::string policy = fmt::format(
        "default-src 'none'; script-src 'sha256-{}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'",
        base::to_base64(base::sha256(base::bytes_of(script))));
    http::Response response = http::Response::of("text/html; charset=utf-8", page_in(page, call.language()));
    response.with("Cache-Control", "no-store")
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace

base::Task<http::Response> show_password_page(access::Call& call) {
    co_return respond_page(call, reset_page);
}

base::Task<http::Response> show_forgotten_page(access::Call& call) {
    co_return respond_page(call, forgotten_page);
}

}  // namespace gracy::hr
