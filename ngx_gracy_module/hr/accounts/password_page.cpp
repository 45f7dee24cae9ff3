#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <string_view>

namespace gracy::hr {
namespace {

// The token stands behind the #, which browsers send to no server.
constexpr std::string_view script = R"(
const form = document.querySelector('form'), said = document.querySelector('output');
form.addEventListener('submit', async event => {
  event.preventDefault();
  if (form.password.value !== form.again.value) {
    said.textContent = form.dataset.differ;
    return;
  }
  form.send.disabled = true;
  try {
    const answer = await fetch('', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang},
      body: JSON.stringify({token: location.hash.slice(1), new_password: form.password.value}),
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

struct Words {
    http::Text title{"Set a password", "비밀번호 설정"};
    http::Text password{"New password", "새 비밀번호"};
    http::Text again{"Once more", "한 번 더"};
    http::Text send{"Set password", "비밀번호 저장"};
    http::Text done{"Your password is set. You can sign in with it.",
                    "비밀번호를 저장했어요. 이제 로그인할 수 있어요."};
    http::Text differ{"The two are not the same.", "두 비밀번호가 서로 달라요."};
    http::Text failed{"Gracy cannot be reached at the moment. Please try again.",
                      "지금은 Gracy에 연결할 수 없어요. 다시 시도해 주세요."};
};

std::string page_in(http::Language language) {
    const Words words;
    return fmt::format(
        R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
        R"(<title>{} · Gracy</title></head><body><main><h1>{}</h1>)"
        R"(<form data-done="{}" data-differ="{}" data-failed="{}">)"
        R"(<p><label>{} <input name="password" type="password" autocomplete="new-password" required></label></p>)"
        R"(<p><label>{} <input name="again" type="password" autocomplete="new-password" required></label></p>)"
        R"(<p><button name="send">{}</button></p></form><p><output></output></p></main><script>{}</script></body></html>)",
        http::name_of(language), words.title.in(language), words.title.in(language), words.done.in(language),
        words.differ.in(language), words.failed.in(language), words.password.in(language), words.again.in(language),
        words.send.in(language), script);
}

}  // namespace

base::Task<http::Response> show_password_page(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    static const std::string policy = fmt::format(
        "default-src 'none'; script-src 'sha256-{}'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'",
        base::to_base64(base::sha256(base::bytes_of(script))));
    co_return http::Response::of("text/html; charset=utf-8", page_in(call.language()))
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff");
}

}  // namespace gracy::hr
