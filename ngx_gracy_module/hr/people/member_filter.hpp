// What a list of members is narrowed by.
#pragma once

#include "http/cursor.hpp"
#include "http/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::hr {

struct MemberFilter {
    /// Words of a name, an English name, an e-mail address, or Hangul initials (ㄱㅁㅅ).
    std::optional<std::string> q;
    std::optional<std::int64_t> department_id;
    /// Nothing: members of any status.
    std::optional<std::string_view> status;

    static MemberFilter read(http::QueryReader& query);
    http::FilterHash hash() const;
};

}  // namespace gracy::hr
