// Memory for coroutine frames: size classes on a freelist, because a request makes a handful of small frames and
// frees them again within the same turn of the loop.
#pragma once

#include <cstddef>

namespace gracy::base {

/// Allocates `size` bytes for a coroutine frame. Throws std::bad_alloc.
/// Only the loop's thread makes coroutines, so there is no lock.
void* allocate_frame(std::size_t size);

/// Gives back what `allocate_frame` returned for the same `size`.
void release_frame(void* frame, std::size_t size) noexcept;

/// Frees the memory that waits on the freelists (before a module is unloaded).
void trim_frames() noexcept;

}  // namespace gracy::base
