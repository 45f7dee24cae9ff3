#include "hr/people/member_filter.hpp"

#include "base/text.hpp"
#include "hr/people/skills.hpp"
#include "hr/search_query.hpp"
#include "http/field_errors.hpp"
#include "http/numbers.hpp"

#include <ranges>

namespace gracy::hr {
namespace {

constexpr std::size_t most_ids = 100;
constexpr auto place = http::FieldError::Place::query;

/// "1,2,3".
std::vector<std::int64_t> read_ids(http::QueryReader& query) {
    const auto text = query.raw("ids");
    if (!text) {
        return {};
    }
    std::vector<std::int64_t> ids;
    if (text->empty()) {
        query.refuse(http::field_error::not_an_id(place, "ids"));
    }
    for (const auto part : std::views::split(*text, ',')) {
        const auto id = http::parse_id(std::string_view(part.begin(), part.end()));
        if (!id) {
            query.refuse(http::field_error::not_an_id(place, "ids"));
            return {};
        }
        ids.push_back(*id);
    }
    if (ids.size() > most_ids) {
        query.refuse(http::field_error::bad_size(place, "ids", 1, most_ids));
        return {};
    }
    return ids;
}

}  // namespace

std::optional<std::string> read_skill(http::QueryReader& query) {
    auto skill = query.text("skill", longest_skill);
    if (skill && base::is_blank(*skill)) {
        query.refuse(http::field_error::bad_length(http::FieldError::Place::query, "skill", 1, longest_skill));
        return std::nullopt;
    }
    return skill;
}

MemberFilter MemberFilter::read(http::QueryReader& query) {
    MemberFilter filter;
    filter.ids = read_ids(query);
    filter.q = read_q(query);
    filter.skill = read_skill(query);
    if (!filter.ids.empty() && (filter.q || filter.skill)) {
        query.refuse(
            {place, "ids", "not_together",
             http::Text{"Members are chosen by their ids, or searched for.", "ids는 q, skill과 함께 쓸 수 없어요."}});
    }
    filter.department_id = query.id("department_id");
    filter.department_tree = query.boolean("department_tree").value_or(false);
    filter.team_id = query.id("team_id");
    filter.location_id = query.id("location_id");
    filter.manager_id = query.id("manager_id");
    filter.subtree_of = query.id("subtree_of");
    filter.hired_after = query.date("hired_after");
    filter.hired_before = query.date("hired_before");
    filter.left_after = query.date("left_after");
    filter.left_before = query.date("left_before");
    filter.role = query.choice("role", {"owner", "admin", "manager", "member"});
    filter.missing = query.choice("missing", {"manager", "department", "location", "hired_on"});
    if (filter.missing && (!filter.ids.empty() || filter.q || filter.skill)) {
        query.refuse(
            {place, "missing", "not_together",
             http::Text{"What is missing is looked for among all members, not together with `ids`, `q` or `skill`.",
                        "missing은 ids, q, skill과 함께 쓸 수 없어요."}});
    }
    filter.newest_first = query.choice("sort", {"name", "-hired_on"}) == "-hired_on";
    filter.status = query.choice("status", {"active", "on_leave", "left", "invited", "employed", "all"});
    if (filter.status == "all") {
        filter.status.reset();
    }
    return filter;
}

bool MemberFilter::is_narrow() const {
    return !ids.empty() || department_tree || skill || team_id || location_id || manager_id || subtree_of ||
           hired_after || hired_before || left_after || left_before || role || missing || status == "employed";
}

http::FilterHash MemberFilter::hash() const {
    const auto day = [](const std::optional<base::Date>& date) {
        return date ? std::int64_t{date->time_since_epoch().count()} : INT64_MIN;
    };
    http::FilterHash hash;
    for (const std::int64_t id : ids) {
        hash.add(id);
    }
    return hash.add(q.value_or(""))
        .add(skill.value_or(""))
        .add(department_id.value_or(0))
        .add(std::int64_t{department_tree})
        .add(status.value_or(""))
        .add(team_id.value_or(0))
        .add(location_id.value_or(0))
        .add(manager_id.value_or(0))
        .add(subtree_of.value_or(0))
        .add(day(hired_after))
        .add(day(hired_before))
        .add(day(left_after))
        .add(day(left_before))
        .add(role.value_or(""))
        .add(missing.value_or(""))
        .add(std::int64_t{newest_first});
}

}  // namespace gracy::hr
