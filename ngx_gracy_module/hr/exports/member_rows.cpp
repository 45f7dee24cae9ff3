#include "hr/exports/member_rows.hpp"

#include "base/json_writer.hpp"

#include <array>

namespace gracy::hr {
namespace {

/// As an import reads them.
constexpr std::array<std::string_view, 16> columns{
    "id",      "name",          "name_en", "email",    "title",   "department", "location", "teams",
    "manager", "manager_email", "status",  "hired_on", "left_on", "tz",         "locale",   "skills"};

std::optional<std::string> day(const std::optional<base::Date>& date) {
    return date ? std::optional(base::to_text(*date)) : std::nullopt;
}

}  // namespace

void write_member_header(RowFormat& rows) {
    rows.header(columns);
}

void write_member(RowFormat& rows, const sql::people::export_members_row& member) {
    const std::array<Cell, columns.size()> cells{std::to_string(member.id),
                                                 member.name,
                                                 member.name_en,
                                                 member.email,
                                                 member.title,
                                                 member.department_name,
                                                 member.location_name,
                                                 member.teams,
                                                 member.manager_name,
                                                 member.manager_email,
                                                 member.status,
                                                 day(member.hired_on),
                                                 day(member.left_on),
                                                 member.tz,
                                                 member.locale,
                                                 member.skills};
    rows.row(columns, cells);
}

}  // namespace gracy::hr
