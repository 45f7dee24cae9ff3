// Members as rows of a file.
#pragma once

#include "gracy/sql/people.hpp"
#include "hr/exports/row_format.hpp"

namespace gracy::hr {

void write_member_header(RowFormat& rows);
void write_member(RowFormat& rows, const sql::people::export_members_row& member);

}  // namespace gracy::hr
