// A short-lived mark for who has just written, so that any host reads for them from the primary: a replica may not have
// their write yet. Header and cookie have the same name and value.
#pragma once

#include "access/keys.hpp"
#include "base/clock.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace gracy::access {

inline constexpr std::string_view write_mark_name = "Gracy-Write-Mark";
inline constexpr std::chrono::seconds write_mark_age{5};

/// base64url(end of its time, truncated HMAC): nobody can make one that keeps the primary busy for longer.
std::string new_write_mark(const Keys& keys, base::Timestamp now);
bool is_write_mark(const Keys& keys, base::Timestamp now, std::string_view text);

/// Whether the request carries a mark that still counts.
bool carries_write_mark(const Keys& keys, base::Timestamp now, const http::Request& request);
void add_write_mark(const Keys& keys, base::Timestamp now, const http::Request& request, http::Response& response);

}  // namespace gracy::access
