#include "access/streams.hpp"

#include "base/hash.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gracy::access {
namespace {

constexpr std::chrono::milliseconds coalesce{50};
constexpr int retry_after_seconds = 10;

std::uint64_t hash_of(std::int64_t team_space_id, std::int64_t member_id) {
    const std::array member{team_space_id, member_id};
    // A hash of 0 would look like nobody's.
    return std::max<std::uint64_t>(1, base::hash64(std::as_bytes(std::span(member))));
}

}  // namespace

Streams::Place::~Place() {
    if (streams_ != nullptr) {
        --streams_->open_;
        streams_->everywhere_.remove(member_);
    }
}

Streams::Streams(io::Reactor& reactor, OpenStreams& everywhere, StreamLimits limits)
    : reactor_(reactor),
      everywhere_(everywhere),
      limits_(limits),
      news_(reactor),
      telling_(reactor.timer(io::AtShutdown::ignores, [this] {
          is_told_soon_ = false;
          ++told_;
          news_.notify_all();
      })) {}

void Streams::follow(postgres::Listener& listener) {
    listener.listen(channel, [this] { tell(); });
}

Streams::Place Streams::take(std::int64_t team_space_id, std::int64_t member_id) {
    if (open_ >= limits_.all) {
        ++refused_;
        throw http::Problem::unavailable(retry_after_seconds);
    }
    const std::uint64_t member = hash_of(team_space_id, member_id);
    const std::size_t held = everywhere_.add(member);
    Place place(*this, member);
    if (held > limits_.of_one_member) {
        ++refused_;
        throw http::Problem::rate_limited(retry_after_seconds);
    }
    return place;
}

void Streams::tell() {
    if (!std::exchange(is_told_soon_, true)) {
        telling_->start(coalesce);
    }
}

}  // namespace gracy::access
