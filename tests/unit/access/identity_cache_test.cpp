#include "access/identity_cache.hpp"

#include "test.hpp"

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

const IdentityCache::Moment start{};

base::Sha256 hash(int number) {
    return base::sha256(std::as_bytes(std::span(&number, 1)));
}

Identity identity(std::int64_t team_space, std::int64_t member) {
    Identity made;
    made.principal.team_space_id = team_space;
    made.principal.member_id = member;
    return made;
}

AccessChange change(AccessChange::Kind kind, std::int64_t team_space, std::int64_t member,
                    base::Sha256 credential = {}) {
    return {.id = 1, .kind = kind, .team_space_id = team_space, .member_id = member, .credential = credential};
}

}  // namespace

TEST(what_was_looked_up_is_remembered_for_a_while) {
    IdentityCache cache({.known_age = 30s, .unknown_age = 5s});
    cache.remember(hash(1), identity(1, 7), start);
    cache.remember_unknown(hash(2), start);
    EXPECT_EQ(cache.find(hash(1), start + 29s)->principal.member_id, 7);
    EXPECT(cache.find(hash(1), start + 30s) == nullptr);
    EXPECT(cache.is_unknown(hash(2), start + 4s));
    EXPECT(!cache.is_unknown(hash(2), start + 5s));
    EXPECT(cache.find(hash(3), start) == nullptr);
    EXPECT(!cache.is_unknown(hash(3), start));
    EXPECT_EQ(cache.size(), 0U);
}

TEST(the_oldest_make_room) {
    IdentityCache cache({.known = 3, .unknown = 2});
    for (int i = 0; i < 10; ++i) {
        cache.remember(hash(i), identity(1, i), start + std::chrono::seconds(i));
        cache.remember_unknown(hash(100 + i), start);
    }
    EXPECT_EQ(cache.size(), 5U);
    EXPECT(cache.find(hash(6), start + 10s) == nullptr);
    EXPECT(cache.find(hash(7), start + 10s) != nullptr);
    EXPECT(!cache.is_unknown(hash(107), start));
    EXPECT(cache.is_unknown(hash(108), start));
}

TEST(a_second_look_up_replaces_the_first) {
    IdentityCache cache({});
    cache.remember_unknown(hash(1), start);
    cache.remember(hash(1), identity(1, 7), start);
    EXPECT(!cache.is_unknown(hash(1), start));
    cache.remember(hash(1), identity(1, 8), start);
    EXPECT_EQ(cache.find(hash(1), start)->principal.member_id, 8);
    cache.remember_unknown(hash(1), start);
    EXPECT(cache.find(hash(1), start) == nullptr);
    EXPECT_EQ(cache.size(), 1U);
}

TEST(a_change_is_forgotten_and_nothing_else) {
    IdentityCache cache({});
    cache.remember(hash(1), identity(1, 7), start);
    cache.remember(hash(2), identity(1, 7), start);
    cache.remember(hash(3), identity(1, 8), start);
    cache.remember(hash(4), identity(2, 7), start);
    cache.forget(std::vector{change(AccessChange::Kind::credential, 1, 8, hash(3))});
    EXPECT(cache.find(hash(3), start) == nullptr);
    EXPECT_EQ(cache.size(), 3U);
    cache.forget(std::vector{change(AccessChange::Kind::member, 1, 7)});
    EXPECT(cache.find(hash(1), start) == nullptr);
    EXPECT(cache.find(hash(2), start) == nullptr);
    EXPECT(cache.find(hash(4), start) != nullptr);
    cache.forget(std::vector{change(AccessChange::Kind::team_space, 2, 0)});
    EXPECT_EQ(cache.size(), 0U);
}

TEST(who_was_refused_may_be_let_in_after_a_change) {
    IdentityCache cache({});
    cache.remember_unknown(hash(1), start);
    cache.remember_unknown(hash(2), start);
    cache.forget(std::vector{change(AccessChange::Kind::credential, 1, 7, hash(1))});
    EXPECT(!cache.is_unknown(hash(1), start));
    EXPECT(cache.is_unknown(hash(2), start));
    cache.forget(std::vector{change(AccessChange::Kind::member, 1, 7)});
    EXPECT(!cache.is_unknown(hash(2), start));
}
