// Whether a file can be read that a library opens later, and would not say so of.
#pragma once

namespace gracy::base {

/// 0, or errno of opening the file to read it; EISDIR for a folder.
int trouble_reading(const char* path) noexcept;

}  // namespace gracy::base
