// The settings that a session of the client relies on: asked for as it begins, and looked at once, since what stands
// between (PgBouncer, told to ignore `options`) may drop them without a word, and nothing would end a statement or a
// wait then.
#pragma once

#include "postgres/settings.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gracy::postgres {

/// What a connection is for: decides its session settings and which statements it prepares.
enum class Duty : unsigned char { reads, writes, exclusive };

/// Names and values as pg_settings tells them.
using SessionSettings = std::vector<std::pair<std::string, std::string>>;

SessionSettings session_settings(const Settings& settings, Duty duty);

/// For the startup parameter `options`.
std::string options_of(const SessionSettings& settings);

/// A statement whose rows name those that the session does not have.
std::string check_of(const SessionSettings& settings);

}  // namespace gracy::postgres
