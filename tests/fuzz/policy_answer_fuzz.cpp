// What a model wrote as an answer: it is shown or not, and nothing that is shown has a hidden character or an empty
// citation. Personal data comes back as it was. The same text as a policy is read to its end, too.
#include "assistant/answers/masking.hpp"
#include "assistant/answers/policy_answer.hpp"
#include "assistant/answers/safe_text.hpp"
#include "base/text.hpp"

#include <cstdint>
#include <cstdlib>

using namespace gracy;
using namespace gracy::assistant;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Passage passage;
    passage.text = "1년간 80퍼센트 이상 출근한 직원에게 15일의 연차휴가를 준다.";
    const std::vector<Passage> passages(2, passage);
    const auto answer = check_answer(text, http::Language::korean, passages);
    if (answer) {
        for (const PolicyAnswer::Sentence& sentence : answer->sentences) {
            if (sentence.cited.empty() || why_unsafe(sentence.text) || sentence.cited.back() >= passages.size()) {
                std::abort();
            }
        }
    }
    if (base::is_utf8(text)) {
        Passage policy;
        policy.text = text;
        check_answer(R"({"answerable":true,"language":"ko","answer":[{"text":"11월 25일까지 5만원","cite":[1]}]})",
                     http::Language::korean, {{policy}});
    }
    if (base::is_utf8(text) && !text.contains('[')) {
        Mask mask;
        const std::string hidden = mask.hide(text);
        if (mask.reveal(hidden) != text) {
            std::abort();
        }
    }
    return 0;
}
