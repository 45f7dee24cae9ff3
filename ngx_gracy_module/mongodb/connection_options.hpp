// The part of a connection string behind the question mark. Only connection_string.cpp includes this.
#pragma once

#include "mongodb/connection_string.hpp"

namespace gracy::mongodb {

/// Undoes %xx; nothing when an escape is not two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

/// Reads "name=value&..." into `target`. Throws ConnectionStringError.
void read_options(std::string_view text, ConnectionString& target);

}  // namespace gracy::mongodb
