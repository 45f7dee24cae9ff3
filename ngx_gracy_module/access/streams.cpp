#include "access/streams.hpp"

#include "http/problem.hpp"

namespace gracy::access {
namespace {

constexpr std::chrono::milliseconds coalesce{50};
constexpr int retry_after_seconds = 10;

}  // namespace

Streams::Place::~Place() {
    if (streams_ == nullptr) {
        return;
    }
    --streams_->open_;
    const auto found = streams_->of_members_.find(member_);
    if (--found->second == 0) {
        streams_->of_members_.erase(found);
    }
}

Streams::Streams(io::Reactor& reactor, StreamLimits limits)
    : reactor_(reactor), limits_(limits), news_(reactor), telling_(reactor.timer(io::AtShutdown::ignores, [this] {
          is_told_soon_ = false;
          ++told_;
          news_.notify_all();
      })) {}

void Streams::follow(postgres::Listener& listener) {
    listener.listen(channel, [this] { tell(); });
}

Streams::Place Streams::take(std::int64_t team_space_id, std::int64_t member_id) {
    const Place::Member member{team_space_id, member_id};
    const auto found = of_members_.find(member);
    if (found != of_members_.end() && found->second >= limits_.of_one_member) {
        ++refused_;
        throw http::Problem::rate_limited(retry_after_seconds);
    }
    if (open_ >= limits_.all) {
        ++refused_;
        throw http::Problem::unavailable(retry_after_seconds);
    }
    ++of_members_[member];
    ++open_;
    return Place(*this, member);
}

void Streams::tell() {
    if (!std::exchange(is_told_soon_, true)) {
        telling_->start(coalesce);
    }
}

}  // namespace gracy::access
