#include "base/english.hpp"

#include "test.hpp"

using namespace gracy::base;

TEST(a_noun_is_counted) {
    EXPECT_EQ(counted(0, "point"), "0 points");
    EXPECT_EQ(counted(1, "point"), "1 point");
    EXPECT_EQ(counted(2, "point"), "2 points");
    EXPECT_EQ(counted(1, "person", "people"), "1 person");
    EXPECT_EQ(counted(3, "person", "people"), "3 people");
}
