// Links to the company's own hosts may be shown; whatever only looks like one, or leads on from one, stays in the text,
// where it is refused.
#include "assistant/answers/own_links.hpp"

#include "assistant/answers/policy_answer.hpp"
#include "assistant/answers/safe_text.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <array>

using namespace gracy;
using namespace gracy::assistant;

namespace {

const std::array<std::string, 2> hosts{"hr.hanbit.example", "wiki.hanbit.example"};
constexpr std::string_view sources =
    "휴가는 https://hr.hanbit.example/leave/apply에서 신청한다. 서식은 (https://wiki.hanbit.example/forms/leave.hwp) "
    "이고, "
    "안내는 https://HR.hanbit.example 이다. https://hr.hanbit.example/leave?next=https://evil.example 도 있다. "
    "https://hr.hanbit.example:8443/admin https://evil.example/x";

/// Whether a sentence with it would be refused for it.
bool is_refused(std::string_view link) {
    const std::string text = "휴가는 " + std::string(link) + " 에서 신청해요.";
    // As if the policy had it: that it is written there makes no link another one.
    const std::string known = std::string(sources) + " " + std::string(link) + " ";
    return why_unsafe(without_own_links(text, hosts, known)).has_value();
}

}  // namespace

TEST(link_to_an_own_host_that_a_passage_has_is_shown) {
    for (const std::string_view text :
         {"휴가는 https://hr.hanbit.example/leave/apply 에서 신청해요.",
          "여기예요: https://hr.hanbit.example/leave/apply",
          "서식이 있어요 (https://wiki.hanbit.example/forms/leave.hwp).", "안내는 https://hr.hanbit.example.",
          "안내는 HTTPS://HR.HANBIT.EXAMPLE 에 있어요."}) {
        EXPECT(!why_unsafe(without_own_links(text, hosts, sources)));
        EXPECT(why_unsafe(without_own_links(text, {}, sources)).has_value());
    }
}

TEST(link_that_no_passage_has_is_refused_on_own_hosts_too) {
    for (const std::string_view text : {"휴가는 https://hr.hanbit.example/leave 에서 신청해요.",
                                        "휴가는 https://hr.hanbit.example/LEAVE/apply 에서 신청해요.",
                                        "휴가는 https://hr.hanbit.example/leave/apply/now 에서 신청해요."}) {
        EXPECT(why_unsafe(without_own_links(text, hosts, sources)).has_value());
    }
}

TEST(whatever_only_looks_like_an_own_link_is_refused) {
    EXPECT(!is_refused("https://hr.hanbit.example/leave/apply"));
    std::string shown;
    for (const std::string_view link :
         {// Look-alikes, and hosts that begin or end like an own one.
          "https://hr.hanbit.example.evil.example/leave", "https://evilhr.hanbit.example/leave",
          "https://evil-hr.hanbit.example", "https://hanbit.example/leave", "https://x.hr.hanbit.example/leave",
          "https://hr.hanblt.example/leave", "https://hr.hanb\u0456t.example/leave", "https://hr.hanbıt.example/leave",
          "https://ｈr.hanbit.example/leave", "https://hr。hanbit.example/leave", "https://hr.hanbit.example에서",
          "https://xn--hr-hanbit.example/leave", "https://hr.xn--hanbit.example/leave",
          // Users, ports, other schemes.
          "https://hr.hanbit.example@evil.example/leave", "https://hr.hanbit.example:pw@evil.example",
          "https://user@hr.hanbit.example/leave", "https://hr.hanbit.example:8443/leave",
          "https://hr.hanbit.example:443/leave", "http://hr.hanbit.example/leave", "ftp://hr.hanbit.example/leave",
          "//hr.hanbit.example/leave", "hr.hanbit.example/leave", "javascript:https://hr.hanbit.example/leave",
          "https:/hr.hanbit.example/leave", "https:\\\\hr.hanbit.example/leave", "https:///hr.hanbit.example/leave",
          // Trailing dots.
          "https://hr.hanbit.example./leave", "https://hr.hanbit.example..", "https://hr.hanbit.example/leave..",
          // Ways from there to somewhere else.
          "https://hr.hanbit.example/leave?next=x", "https://hr.hanbit.example/leave#x",
          "https://hr.hanbit.example/redirect/evil.example", "https://hr.hanbit.example/https://evil.example",
          "https://hr.hanbit.example//evil.example", "https://hr.hanbit.example/a//b",
          "https://hr.hanbit.example/../evil", "https://hr.hanbit.example/./evil",
          "https://hr.hanbit.example/%2e%2e/evil", "https://hr.hanbit.example/leave;evil",
          "https://hr.hanbit.example/leave\\evil", "https://hr.hanbit.example/leave&x=1",
          "https://hr.hanbit.example/leave@evil", "https://hr.hanbit.example/leave:evil",
          "https://hr.hanbit.example/redirect.com/evil", "https://hr.hanbit.example/leave.hwp.exe",
          // What is written at it.
          "https://hr.hanbit.example/leave에서", "evil.https://hr.hanbit.example/leave",
          "x(https://hr.hanbit.example/leave)evil.example", "[여기](https://hr.hanbit.example/leave)",
          "<https://hr.hanbit.example/leave|여기>", "![x](https://hr.hanbit.example/x.png)",
          "https://hr.hanbit.example/leave,https://evil.example", "https://hr.hanbit.example/leave.evil.example",
          "https://hr.hanbit.example/le\u200bave", "https://hr.hanbit.example\u2060/leave",
          "https://hr.hanbit.example/\u202eevael"}) {
        shown += is_refused(link) ? "" : fmt::format("{}; ", link);
    }
    EXPECT_EQ(shown, "");
    EXPECT(is_refused("https://hr.hanbit.example/" + std::string(300, 'a')));
}

TEST(answer_with_an_own_link_is_shown_and_one_with_anothers_is_not) {
    Passage passage;
    passage.id = 71;
    passage.title = "취업규칙";
    passage.text = "휴가는 https://hr.hanbit.example/leave/apply-for-a-long-leave-of-absence 에서 신청한다.";
    const std::vector<Passage> passages{passage};
    const auto shown = [&](std::string_view text) {
        return check_answer(
                   fmt::format(R"({{"answerable":true,"language":"ko","answer":[{{"text":"{}","cite":[1]}}]}})", text),
                   http::Language::korean, passages, {}, {.question = "휴가는?", .own_hosts = hosts})
            .has_value();
    };
    // Its letters are of no language.
    EXPECT(shown("휴가는 https://hr.hanbit.example/leave/apply-for-a-long-leave-of-absence 에서 신청해요."));
    EXPECT(!shown("휴가는 https://hr.hanbit.example/leave 에서 신청해요."));
    EXPECT(!shown("휴가는 https://hr.evil.example/leave 에서 신청해요."));
}
