#include "slack/installing/page.hpp"

#include "access/call.hpp"
#include "base/html.hpp"

#include <fmt/format.h>

namespace gracy::slack {
http::Response respond(const Page& page, http::Language language) {
    const std::string form =
        page.button ? fmt::format(R"(<form method="post"><p><button>{}</button></p></form>)", page.button->in(language))
                    : "";
    std::string html =
        fmt::format(R"(<!doctype html><html lang="{}"><head><meta charset="utf-8">)"
                    R"(<meta name="viewport" content="width=device-width">{}<title>{} · Gracy</title></head>)"
                    R"(<body><main><h1>{}</h1><p>{}</p>{}</main></body></html>)",
                    http::name_of(language), page.waits ? R"(<meta http-equiv="refresh" content="1">)" : "",
                    base::escape_html(page.title.in(language)), base::escape_html(page.title.in(language)),
                    base::escape_html(page.text.in(language)), form);
    return http::Response::of("text/html; charset=utf-8", std::move(html), page.status)
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        // A form whose page tells nobody where it is has no origin either, and could not be told from another site's.
        .with("Referrer-Policy", page.button ? "same-origin" : "no-referrer")
        .with("X-Content-Type-Options", "nosniff");
}

http::Response page_problem(const http::Request& request, const http::Problem& problem) {
    const http::Sentence text =
        problem.status() >= 500
            ? http::Sentence(http::Text{"Gracy cannot be reached at the moment. Please try again in a minute.",
                                        "지금은 Gracy에 연결할 수 없어요. 잠시 후 다시 시도해 주세요."})
            : problem.detail().value_or(http::Sentence(problem.title()));
    return respond(
        {.status = problem.status(), .title = http::Text{"This did not work", "처리하지 못했어요"}, .text = text},
        access::language_of(request, {}));
}

}  // namespace gracy::slack
