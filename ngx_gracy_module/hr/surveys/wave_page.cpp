// The page that a link to a wave opens. It is the same for everybody: what is asked, and the answers, go with the token
// that stands behind the #, which browsers send to no server.
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "hr/surveys/handlers.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <string_view>

namespace gracy::hr {
namespace {

constexpr std::string_view script = R"js(
const form = document.querySelector('form'), said = document.querySelector('output'), title = document.querySelector('h1');
const language = document.documentElement.lang, other = language === 'ko' ? 'en' : 'ko';
const words = text => text[language] ?? text[other];
const wave = location.pathname.replace(/\/page$/, ''), token = location.hash.slice(1);
const add = (parent, name, properties) => parent.appendChild(Object.assign(document.createElement(name), properties));

const call = async (path, body) => {
  const answer = await fetch(wave + path, {
    method: body ? 'POST' : 'GET',
    credentials: 'omit', // no session beside the answer
    headers: {'Accept-Language': language, 'Authorization': 'Bearer ' + token, ...(body && {'Content-Type': 'application/json'})},
    body: body && JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) {
    throw told;
  }
  return told;
};

const explain = problem => {
  said.textContent = problem.errors?.length
    ? problem.errors.map(error => error.pointer.replace('#/answers/', '') + ': ' + error.detail).join(' ')
    : problem.detail || problem.title || form.dataset.failed;
};

const choices = question => question.kind === 'likert5' ? [1, 2, 3, 4, 5].map(n => [n, n])
  : question.kind === 'scale' ? [...Array(11).keys()].map(n => [n, n])
  : question.options.map((option, i) => [i + 1, words(option)]);

const ask = question => {
  const name = String(question.no), field = add(form.questions, 'fieldset');
  add(field, 'legend', {textContent: `${name}. ${words(question.text)}${question.required ? ' *' : ''}`});
  if (question.kind === 'text') {
    add(field, 'textarea', {name, rows: 4, maxLength: 4000, required: question.required, ariaLabel: words(question.text)});
    return;
  }
  if (question.kind === 'scale' || question.kind === 'likert5') {
    const ends = question.kind === 'likert5' ? form.dataset.agree : question.metric === 'enps' ? form.dataset.enps : form.dataset.scale;
    add(field, 'small', {textContent: ends});
  }
  for (const [value, text] of choices(question)) {
    const label = add(add(field, 'div'), 'label');
    const several = question.kind === 'multi';
    add(label, 'input', {type: several ? 'checkbox' : 'radio', name, value, required: question.required && !several});
    label.append(' ' + text);
  }
};

const answers = questions => {
  const given = new FormData(form), read = {};
  for (const {no, kind} of questions) {
    const values = given.getAll(String(no)).filter(value => value.trim() !== '');
    if (values.length) {
      read[no] = kind === 'text' ? values[0] : kind === 'multi' ? values.map(Number) : Number(values[0]);
    }
  }
  return read;
};

(async () => {
  try {
    const asked = await call('/form');
    title.textContent = words(asked.title);
    document.querySelector('#privacy').textContent = words(asked.privacy.text);
    if (asked.responded || asked.state !== 'open') {
      said.textContent = asked.responded ? form.dataset.answered : form.dataset.closed;
      return;
    }
    asked.questions.forEach(ask);
    form.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      form.send.disabled = true;
      try {
        await call('/responses', {answers: answers(asked.questions)});
        form.hidden = true;
        said.textContent = form.dataset.done;
      } catch (problem) {
        explain(problem);
        form.send.disabled = false;
      }
    });
  } catch (problem) {
    explain(problem);
  }
})();
)js";

constexpr std::string_view style =
    "body{font:16px/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "fieldset{border:0;margin:1.5rem 0;padding:0}legend{font-weight:600}textarea{width:100%}"
    "label{display:inline-block;padding:.2rem 0}#privacy{background:#f3f3f3;padding:1rem}";

struct Words {
    http::Text title{"Survey", "설문"};
    http::Text send{"Send", "보내기"};
    http::Text done{"Thank you, your answers are stored. You can close this page.",
                    "고마워요, 응답을 저장했어요. 이 페이지를 닫아도 돼요."};
    http::Text answered{"You have answered this survey already. Thank you!", "이미 응답한 설문이에요. 고마워요!"};
    http::Text closed{"This survey is not open.", "지금은 응답할 수 없는 설문이에요."};
    http::Text failed{"Gracy cannot be reached at the moment. Please try again.",
                      "지금은 Gracy에 연결할 수 없어요. 다시 시도해 주세요."};
    http::Text agree{"1: I disagree, 5: I agree", "1: 그렇지 않아요, 5: 그래요"};
    http::Text scale{"0: least, 10: most", "0: 가장 낮음, 10: 가장 높음"};
    http::Text enps{"0: not at all, 10: by all means", "0: 전혀 아니에요, 10: 꼭 추천해요"};
    http::Text script{"This page needs JavaScript.", "이 페이지는 자바스크립트가 필요해요."};
};

std::string page_in(http::Language language) {
    const Words words;
    return fmt::format(
        R"(<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">)"
        R"(<title>{} · Gracy</title><style>{}</style></head><body><main><h1>{}</h1><p id="privacy"></p>)"
        R"(<form hidden data-done="{}" data-answered="{}" data-closed="{}" data-failed="{}" data-agree="{}" data-scale="{}" data-enps="{}">)"
        R"(<fieldset name="questions"></fieldset><p><button name="send">{}</button></p></form>)"
        R"(<p><output></output></p><noscript>{}</noscript></main><script>{}</script></body></html>)",
        http::name_of(language), words.title.in(language), style, words.title.in(language), words.done.in(language),
        words.answered.in(language), words.closed.in(language), words.failed.in(language), words.agree.in(language),
        words.scale.in(language), words.enps.in(language), words.send.in(language), words.script.in(language), script);
}

std::string hash_of(std::string_view text) {
    return base::to_base64(base::sha256(base::bytes_of(text)));
}

}  // namespace

base::Task<http::Response> show_wave_page(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    static_cast<void>(call.path_id("id", "wave"));
    static const std::string policy = fmt::format(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'self'; form-action 'none'; "
        "frame-ancestors 'none'",
        hash_of(script), hash_of(style));
    co_return http::Response::of("text/html; charset=utf-8", page_in(call.language()))
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff");
}

}  // namespace gracy::hr
