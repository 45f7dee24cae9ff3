// Where changes of HR are copied to.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace gracy::documents {

/// What one thing says since a change of it.
struct Change {
    /// Of two changes of one thing the later one has the higher version.
    std::int64_t version = 0;
    std::int64_t team_space_id = 0;
    /// "member", "department", "company_value" or "kudos".
    std::string entity;
    std::int64_t entity_id = 0;
    /// A JSON object; nothing when the thing is gone, or is not for everybody any more.
    std::optional<std::string> facts;
    base::Timestamp changed_at;
};

enum class ChangeFate : unsigned char {
    /// The copy has it, or what is newer.
    told,
    /// The copy will never take it.
    refused
};

/// The copy cannot be reached, or did not confirm. Everything may be written again.
struct SinkUnavailable final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Each member throws SinkUnavailable.
class ChangeSink {
  public:
    virtual ~ChangeSink() = default;
    /// Durably, one fate for each. No older version takes the place of a newer one, in whatever order they come.
    virtual base::Task<std::vector<ChangeFate>> write(std::vector<Change> changes) = 0;
    /// Takes out what has a version below this one.
    virtual base::Task<void> forget_before(std::string entity, std::int64_t version) = 0;
};

}  // namespace gracy::documents
