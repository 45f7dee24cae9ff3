#include "slack/administration/administration.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

TEST(name_of_a_saved_value_cannot_end_its_bold) {
    CompanyValue value{.name = "own*it_now & here", .name_ko = "주인_의식"};
    EXPECT_EQ(value_saved(value, Language::english),
              ":white_check_mark: Kudos can be given for *own*\u2060it_\u2060now &amp; here*.");
    EXPECT_EQ(value_saved(value, Language::korean),
              ":white_check_mark: 이제 *주인_\u2060의식* 가치로 칭찬을 보낼 수 있어요.");
    value.active = false;
    EXPECT_EQ(value_saved(value, Language::english),
              ":white_check_mark: *own*\u2060it_\u2060now &amp; here* is out of use. What was given for it stays.");
    EXPECT_EQ(value_saved(value, Language::korean),
              ":white_check_mark: *주인_\u2060의식* 가치는 이제 쓰지 않아요. 이미 보낸 칭찬은 그대로예요.");
    value.name_ko.reset();
    EXPECT(value_saved(value, Language::korean).contains("*own*\u2060it_\u2060now &amp; here*"));
}
