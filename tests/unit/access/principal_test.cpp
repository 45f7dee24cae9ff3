#include "access/principal.hpp"

#include "test.hpp"

using namespace gracy::access;

TEST(scopes_have_names) {
    EXPECT_EQ(name_of(Scope::people_read), "people:read");
    EXPECT_EQ(name_of(Scope::staking_read), "staking:read");
    EXPECT_EQ(name_of(Scope::people_read | Scope::kudos_read), "");
    for (const std::string_view name : scope_names()) {
        EXPECT_EQ(name_of(scope_named(name).value()), name);
    }
    EXPECT(!scope_named("people:rule"));
    EXPECT(!scope_named("*"));
}

TEST(roles_have_names) {
    for (const Role role : {Role::member, Role::manager, Role::admin, Role::owner}) {
        EXPECT_EQ(role_named(name_of(role)), role);
    }
    EXPECT_EQ(role_named("emperor"), Role::member);
}

TEST(a_scope_includes_itself_and_nothing_else) {
    EXPECT(includes(Scope::people_read | Scope::kudos_read, Scope::kudos_read));
    EXPECT(!includes(Scope::people_read, Scope::people_read | Scope::kudos_read));
    EXPECT(includes(Scope::none, Scope::none));
}

TEST(only_administrators_export_people) {
    EXPECT(!includes(scopes_of(Role::member), Scope::people_export));
    EXPECT(!includes(scopes_of(Role::manager), Scope::people_export));
    EXPECT(includes(scopes_of(Role::admin), Scope::people_export));
    EXPECT(includes(scopes_of(Role::owner), Scope::people_export));
    EXPECT(includes(scopes_of(Role::member), Scope::people_read | Scope::kudos_write));
}
