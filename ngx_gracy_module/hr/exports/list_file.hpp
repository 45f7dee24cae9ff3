// A list as a CSV file: what it shows on the screen and nothing else, since the list itself is asked, page after page.
#pragma once

#include "access/route.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

#include <span>
#include <string_view>

namespace gracy::hr {

struct ListFile {
    /// What the file and its line in the audit log are called.
    std::string_view name;
    /// Answers with an array `data` of objects, and with `page` if there may be more.
    access::Handler list;
    /// Members of those objects; "title.ko" is one of an object inside.
    std::span<const std::string_view> columns;
    /// Which of them are moments: the file has them by the team space's clocks.
    std::span<const std::string_view> moments;
    /// The list comes in pages. The file has all of them, so its route takes nothing that chooses one.
    bool is_paged = false;
    /// A member of those objects that is an array: each of its elements is a row. "results.text" is a member of one.
    std::string_view inner = {};
};

/// What the path names ("/waves/{id}/...") is part of the file's name and of its line in the audit log.
///
/// Sends a page as soon as it is read, and reads the next one when the reader has taken it. The route has the scope of
/// the list's own.
base::Task<http::Response> send_as_csv(access::Call& call, const ListFile& file);

}  // namespace gracy::hr
