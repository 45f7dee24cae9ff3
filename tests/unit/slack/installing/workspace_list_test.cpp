#include "slack/installing/workspace_list.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

std::optional<WorkspacePage> read(const std::string& text) {
    const base::Json json = base::Json::parse(text, {.allow_nul = true});
    return read_workspaces(json.view());
}

}  // namespace

TEST(workspaces_of_an_organization_are_listed_with_what_they_are_called) {
    const auto page =
        read(R"({"ok":true,"teams":[{"id":"T1","name":"서울"},{"id":"T2"},{"id":"T3","name":"a\u0000b"}],)"
             R"("response_metadata":{"next_cursor":"abc="}})");
    EXPECT_EQ(page->workspaces.size(), 3u);
    EXPECT(page->workspaces[0].team_id == "T1" && page->workspaces[0].name == "서울");
    EXPECT(page->workspaces[1].name.empty() && page->workspaces[2].name.empty());
    EXPECT_EQ(page->next_cursor, std::string("abc="));
    EXPECT(read(R"({"teams":[]})")->next_cursor.empty());
}

TEST(list_that_cannot_be_read_whole_closes_no_workspace) {
    EXPECT(!read(R"({"ok":true})"));
    EXPECT(!read(R"({"teams":[{"id":"T1"},{"name":"no id"}]})"));
    EXPECT(!read(R"({"teams":[],"response_metadata":{"next_cursor":"a b"}})"));
    EXPECT(!read(R"({"teams":[],"response_metadata":{"next_cursor":")" + std::string(1001, 'x') + R"("}})"));
    std::string many = R"({"teams":[{"id":"T0"})";
    for (int i = 1; i <= workspaces_at_once; ++i) {
        many += R"(,{"id":"T)" + std::to_string(i) + R"("})";
    }
    EXPECT(!read(many + "]}"));
}
