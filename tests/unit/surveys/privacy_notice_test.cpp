#include "surveys/privacy_notice.hpp"
#include "test.hpp"

using namespace gracy;
using http::Language;

TEST(who_is_asked_reads_whether_their_name_is_kept_and_read) {
    const auto text = [](std::string_view mode, bool names_shown, Language language) {
        return surveys::privacy_text({.mode = mode, .names_shown = names_shown, .k_score = 5, .k_text = 10}, language);
    };
    EXPECT(text("anonymous", false, Language::english).starts_with("This survey is anonymous."));
    EXPECT(text("anonymous", false, Language::korean).starts_with("익명 설문이에요."));
    EXPECT(text("identified", false, Language::english).find("shown without your name") != std::string::npos);
    EXPECT(text("identified", true, Language::korean).find("이름과 함께 볼 수") != std::string::npos);
}
