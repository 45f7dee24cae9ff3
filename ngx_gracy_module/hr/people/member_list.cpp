#include "access/total.hpp"
#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/member_filter.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>
#include <vector>

namespace gracy::hr {
namespace {

/// Rank (0 by name, of the day of joining for newest first), name, id: code point order, which for Hangul is 가나다.
using Key = std::tuple<std::int64_t, std::string, std::int64_t>;
using MemberPage = http::Page<Key>;

constexpr char list_of_members = 'm';

bool manages_people(const access::Call& call) {
    return access::includes(call.principal().scopes, access::Scope::people_write);
}

template <class Row>
void write_member(base::JsonWriter& json, const Row& member) {
    write_profile(json, member);
    json.field<"hired_on">(member.hired_on);
}

template <class Row>
void write_manager(base::JsonWriter& json, const Row& member) {
    if (!member.manager_id) {
        json.value(std::nullopt);
        return;
    }
    json.open_object();
    json.field<"id">(base::Id{*member.manager_id});
    json.field<"name">(member.manager_name);
    json.field<"name_en">(member.manager_name_en);
    json.field<"title">(member.manager_title);
    json.close_object();
}

template <class Row>
void write_department(base::JsonWriter& json, const Row& member) {
    if (!member.department_id) {
        json.value(std::nullopt);
        return;
    }
    json.open_object();
    json.field<"id">(base::Id{*member.department_id});
    json.field<"name">(member.department_name);
    json.field<"name_en">(member.department_name_en);
    json.field<"parent_id">(id_or_null(member.department_parent_id));
    json.close_object();
}

template <class Row>
void write_location(base::JsonWriter& json, const Row& member) {
    if (!member.location_id) {
        json.value(std::nullopt);
        return;
    }
    json.open_object();
    json.field<"id">(base::Id{*member.location_id});
    json.field<"name">(member.location_name);
    json.field<"name_en">(member.location_name_en);
    json.field<"tz">(member.location_tz);
    json.close_object();
}

/// A list by name whose rows come from its index as they are shown.
template <class List, class Count>
base::Task<http::Response> respond_plain(const MemberPage& page, List list, Count count) {
    return access::list_with_total(
        page, std::move(list), std::move(count),
        [](base::JsonWriter& json, const auto& member) {
            json.open_object();
            write_member(json, member);
            json.close_object();
        },
        [](const auto& member) { return Key(0, member.name, member.id); });
}

/// A list whose rows bring their manager, department and place.
template <class List, class Count>
base::Task<http::Response> respond_whole(const MemberPage& page, List list, Count count) {
    return access::list_with_total(
        page, std::move(list), std::move(count),
        [&page](base::JsonWriter& json, const auto& member) {
            json.open_object();
            write_member(json, member);
            if (page.includes("manager")) {
                json.key<"manager">();
                write_manager(json, member);
            }
            if (page.includes("department")) {
                json.key<"department">();
                write_department(json, member);
            }
            if (page.includes("location")) {
                json.key<"location">();
                write_location(json, member);
            }
            json.close_object();
        },
        [](const auto& member) { return Key(member.rank, member.name, member.id); });
}

/// One statement for each way to the rows: an optional filter inside a statement would leave it without a good plan.
base::Task<http::Response> respond_simple(access::Call& call, const MemberFilter& filter, const MemberPage& page) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto& [rank, name, id] = page.after().value_or(Key(0, "", 0));
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    if (filter.q) {
        const std::string& q = *filter.q;
        const auto& department = filter.department_id;
        const auto& status = filter.status;
        return respond_plain(
            page,
            [=, &db] {
                return db.read(sql::people::search_members, space, q, department, status, name, id, limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_search_members, space, q, department, status); });
    }
    if (filter.department_id && filter.status) {
        const std::int64_t department = *filter.department_id;
        const std::string_view status = *filter.status;
        return respond_plain(
            page,
            [=, &db] {
                return db.read(sql::people::list_department_members_by_status, space, department, status, name, id,
                               limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_department_members_by_status, space, department, status); });
    }
    if (filter.department_id) {
        const std::int64_t department = *filter.department_id;
        return respond_plain(
            page,
            [=, &db] {
                return db.read(sql::people::list_department_members, space, department, name, id, limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_department_members, space, department); });
    }
    if (filter.status) {
        const std::string_view status = *filter.status;
        return respond_plain(
            page,
            [=, &db] { return db.read(sql::people::list_members_by_status, space, status, name, id, limit, offset); },
            [=, &db] { return db.read(sql::people::count_members_by_status, space, status); });
    }
    return respond_plain(
        page, [=, &db] { return db.read(sql::people::list_members, space, name, id, limit, offset); },
        [=, &db] { return db.read(sql::people::count_members, space); });
}

/// Whoever is left of all members, by name or newest first.
base::Task<http::Response> respond_from_all(access::Call& call, const MemberFilter& f, const MemberPage& page) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto& [rank, name, id] = page.after().value_or(Key(INT64_MIN, "", 0));
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    const bool sees_all = manages_people(call);
    const auto count = [=, &f, &db] {
        return db.read(sql::people::count_narrowed_members, space, f.department_id, f.department_tree, f.status,
                       f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after, f.hired_before, f.role,
                       f.left_after, f.left_before, sees_all, f.missing);
    };
    if (f.newest_first) {
        return respond_whole(
            page,
            [=, &f, &db] {
                return db.read(sql::people::list_newest_members, space, f.department_id, f.department_tree, f.status,
                               f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after, f.hired_before,
                               rank, name, id, limit, offset, f.role, f.left_after, f.left_before, sees_all, f.missing);
            },
            count);
    }
    return respond_whole(
        page,
        [=, &f, &db] {
            return db.read(sql::people::list_narrowed_members, space, f.department_id, f.department_tree, f.status,
                           f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after, f.hired_before, name,
                           id, limit, offset, f.role, f.left_after, f.left_before, sees_all, f.missing);
        },
        count);
}

/// The rest: one of the filters, the one that leaves the fewest, is the way to the rows, and all others narrow them.
base::Task<http::Response> respond_narrowed(access::Call& call, const MemberFilter& f, const MemberPage& page) {
    if (f.missing) {
        return respond_from_all(call, f, page);
    }
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto& [rank, name, id] = page.after().value_or(Key(INT64_MIN, "", 0));
    const auto order = f.newest_first ? std::optional(rank) : std::nullopt;
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    const bool sees_all = manages_people(call);
    const auto sorted = [=, &f, &db, &page](const auto& list, const auto& count) {
        return respond_whole(
            page,
            [=, &f, &db, &list] {
                return db.read(list, space, f.department_id, f.department_tree, f.status, f.team_id, f.location_id,
                               f.manager_id, f.subtree_of, f.hired_after, f.hired_before, order, name, id, limit,
                               offset, f.role, f.left_after, f.left_before, sees_all);
            },
            [=, &f, &db, &count] {
                return db.read(count, space, f.department_id, f.department_tree, f.status, f.team_id, f.location_id,
                               f.manager_id, f.subtree_of, f.hired_after, f.hired_before, f.role, f.left_after,
                               f.left_before, sees_all);
            });
    };
    if (!f.ids.empty()) {
        return respond_whole(
            page,
            [=, &f, &db] {
                return db.read(sql::people::list_chosen_members, space, f.ids, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, order, name, id, limit, offset, f.role, f.left_after, f.left_before,
                               sees_all);
            },
            [=, &f, &db] {
                return db.read(sql::people::count_chosen_members, space, f.ids, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, f.role, f.left_after, f.left_before, sees_all);
            });
    }
    if (f.skill) {
        std::vector<std::string_view> sought{*f.skill};
        if (f.q) {
            sought.emplace_back(*f.q);
        }
        return respond_whole(
            page,
            [=, &f, &db] {
                return db.read(sql::people::list_skilled_members, space, sought, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, order, name, id, limit, offset, f.role, f.left_after, f.left_before,
                               sees_all);
            },
            [=, &f, &db] {
                return db.read(sql::people::count_skilled_members, space, sought, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, f.role, f.left_after, f.left_before, sees_all);
            });
    }
    if (f.q) {
        return respond_whole(
            page,
            [=, &f, &db] {
                return db.read(sql::people::list_found_members, space, *f.q, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, order, name, id, limit, offset, f.role, f.left_after, f.left_before,
                               sees_all);
            },
            [=, &f, &db] {
                return db.read(sql::people::count_found_members, space, *f.q, f.department_id, f.department_tree,
                               f.status, f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after,
                               f.hired_before, f.role, f.left_after, f.left_before, sees_all);
            });
    }
    if (f.manager_id) {
        return sorted(sql::people::list_reporting_members, sql::people::count_reporting_members);
    }
    if (f.subtree_of) {
        return sorted(sql::people::list_subtree_members, sql::people::count_subtree_members);
    }
    if (f.team_id) {
        return sorted(sql::people::list_team_members, sql::people::count_team_members);
    }
    if (f.department_id) {
        return sorted(sql::people::list_division_members, sql::people::count_division_members);
    }
    if (f.location_id) {
        return sorted(sql::people::list_location_members, sql::people::count_location_members);
    }
    if (f.role && f.role != "member") {
        const std::string_view role = *f.role;
        return respond_whole(
            page,
            [=, &f, &db] {
                return db.read(sql::people::list_role_members, space, f.department_id, f.department_tree, f.status,
                               f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after, f.hired_before,
                               order, name, id, limit, offset, role, f.left_after, f.left_before, sees_all);
            },
            [=, &f, &db] {
                return db.read(sql::people::count_role_members, space, f.department_id, f.department_tree, f.status,
                               f.team_id, f.location_id, f.manager_id, f.subtree_of, f.hired_after, f.hired_before,
                               role, f.left_after, f.left_before, sees_all);
            });
    }
    return respond_from_all(call, f, page);
}

}  // namespace

base::Task<http::Response> list_members(access::Call& call) {
    http::QueryReader query(call.request().query);
    const MemberFilter filter = MemberFilter::read(query);
    const MemberPage page(call.request(), query, call.cursor_scope(list_of_members, filter.hash()),
                          {"manager", "department", "location"});
    query.finish();
    if (filter.missing && !manages_people(call)) {
        throw http::Problem::forbidden(access::name_of(access::Scope::people_write));
    }
    const bool plain = !filter.is_narrow() && !filter.newest_first && !page.has_expansions();
    co_return co_await (plain ? respond_simple(call, filter, page) : respond_narrowed(call, filter, page));
}

}  // namespace gracy::hr
