// How whoever takes jobs hears of one.
#pragma once

namespace gracy::jobs {

/// Notified when a job is due: the worker listens, and also looks each second by itself.
inline constexpr const char* channel = "gracy_jobs";

}  // namespace gracy::jobs
