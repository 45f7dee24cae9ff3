// What is kept of a member, as one JSON file for them: the lists that they see themselves, one after another.
#pragma once

#include "access/route.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

#include <span>
#include <string_view>

namespace gracy::hr {

struct OwnSection {
    /// A member of the file.
    std::string_view name;
    /// Whoever has not got it, gets a file without this section.
    access::Scope scope;
    access::Handler read;
    std::string_view path;
    /// "{id}" stands for the caller.
    std::string_view query = {};
    /// One object; otherwise `data` of all pages of a list.
    bool is_object = false;
};

/// Sends a page as soon as it is read, and reads the next one when the reader has taken it: never more than one page is
/// in memory. The file is of several moments, and the audit log tells of it.
base::Task<http::Response> send_own_data(access::Call& call, std::span<const OwnSection> sections);

}  // namespace gracy::hr
