#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/member_filter.hpp"
#include "http/etag.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

/// Name, then id: code point order, which for Hangul is 가나다.
using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char members_by_name = 'm';

template <class Row>
void write_member(base::JsonWriter& json, const Row& member) {
    json.open_object();
    write_profile(json, member);
    json.field<"hired_on">(member.hired_on);
    json.close_object();
}

template <class Row>
NameKey key_of(const Row& member) {
    return {std::string(member.name), member.id};
}

/// Lists and, when the total was asked for, counts at the same time. `list` and `count` start their statement.
template <class List, class Count>
base::Task<http::Response> respond_page(const http::Page<NameKey>& page, List list, Count count) {
    const auto write = [](base::JsonWriter& json, const auto& member) { write_member(json, member); };
    const auto key = [](const auto& member) { return key_of(member); };
    if (!page.with_total()) {
        const auto rows = co_await list();
        co_return page.respond(rows, std::nullopt, write, key);
    }
    auto counting = count();
    const auto rows = co_await list();
    const auto total = co_await counting;
    co_return page.respond(rows, total.front().total, write, key);
}

/// One statement for each way to the rows: an optional filter inside a statement would leave it without a good plan.
base::Task<http::Response> respond_filtered(access::Call& call, const MemberFilter& filter,
                                            const http::Page<NameKey>& page) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto& [name, id] = page.after().value_or(NameKey{"", 0});
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    if (filter.q) {
        const std::string& q = *filter.q;
        const auto& department = filter.department_id;
        const auto& status = filter.status;
        return respond_page(
            page,
            [=, &db] {
                return db.read(sql::people::search_members, space, q, department, status, name, id, limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_search_members, space, q, department, status); });
    }
    if (filter.department_id && filter.status) {
        const std::int64_t department = *filter.department_id;
        const std::string_view status = *filter.status;
        return respond_page(
            page,
            [=, &db] {
                return db.read(sql::people::list_department_members_by_status, space, department, status, name, id,
                               limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_department_members_by_status, space, department, status); });
    }
    if (filter.department_id) {
        const std::int64_t department = *filter.department_id;
        return respond_page(
            page,
            [=, &db] {
                return db.read(sql::people::list_department_members, space, department, name, id, limit, offset);
            },
            [=, &db] { return db.read(sql::people::count_department_members, space, department); });
    }
    if (filter.status) {
        const std::string_view status = *filter.status;
        return respond_page(
            page,
            [=, &db] { return db.read(sql::people::list_members_by_status, space, status, name, id, limit, offset); },
            [=, &db] { return db.read(sql::people::count_members_by_status, space, status); });
    }
    return respond_page(
        page, [=, &db] { return db.read(sql::people::list_members, space, name, id, limit, offset); },
        [=, &db] { return db.read(sql::people::count_members, space); });
}

http::Response with_tag(access::Call& call, http::Response response) {
    std::string tag = http::body_tag(response.body, call.fingerprint_seed());
    return http::conditional(call.request(), std::move(response), std::move(tag));
}

}  // namespace

base::Task<http::Response> list_members(access::Call& call) {
    http::QueryReader query(call.request().query);
    const MemberFilter filter = MemberFilter::read(query);
    const http::Page<NameKey> page(call.request(), query, call.cursor_scope(members_by_name, filter.hash()));
    query.finish();
    co_return with_tag(call, co_await respond_filtered(call, filter, page));
}

base::Task<http::Response> get_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "member");
    const auto rows = co_await call.database().read(sql::people::get_member, call.team_space(), id);
    const auto member = rows.first();
    if (!member) {
        throw http::Problem::not_found("member");
    }
    base::JsonWriter json(1024);
    json.open_object();
    write_profile(json, *member);
    json.field<"manager_name">(member->manager_name);
    json.field<"hired_on">(member->hired_on);
    json.field<"left_on">(member->left_on);
    json.field<"tz">(member->tz);
    json.field<"locale">(member->locale);
    json.field<"avatar_url">(member->avatar_url);
    json.field<"role">(member->role);
    json.field<"created_at">(member->created_at);
    json.field<"updated_at">(member->updated_at);
    json.field<"version">(member->version);
    json.close_object();
    co_return with_tag(call, http::Response::json(json.take()));
}

}  // namespace gracy::hr
