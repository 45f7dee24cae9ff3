#include "jobs/kinds.hpp"
#include "test.hpp"

using gracy::jobs::Kinds;

TEST(kinds_are_found_by_name_and_listed_by_lane) {
    Kinds kinds;
    kinds.add({"b.one", "bulk", {}, {}});
    kinds.add({"a.one", "bulk", {}, {}});
    kinds.add({"c.one", "interactive", {}, {}});
    EXPECT(kinds.find("a.one") != nullptr);
    EXPECT(kinds.find("a.two") == nullptr);
    EXPECT(kinds.names("bulk") == std::vector<std::string>({"a.one", "b.one"}));
    EXPECT(kinds.names("nobody's").empty());
    EXPECT(kinds.lanes() == std::vector<std::string>({"bulk", "interactive"}));
    EXPECT_THROW(std::logic_error, kinds.add({"a.one", "other", {}, {}}));
}
