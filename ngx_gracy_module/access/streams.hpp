// Responses that wait for news: how many of them may be open, and what wakes them.
//
// Each holds a connection for minutes, so there are only so many in one process, and few for one member whichever
// processes have them. News come by NOTIFY and are passed on at most every 50 ms; whoever waits looks by themselves
// each second, as everybody who listens does.
#pragma once

#include "access/open_streams.hpp"
#include "io/condition.hpp"
#include "postgres/listener.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace gracy::access {

class Streams {
  public:
    /// What is notified when something that streams tell of has changed.
    static constexpr const char* channel = "gracy_streams";
    static constexpr std::chrono::seconds poll{1};

    /// The right to be one of them, given back at its end.
    class Place {
      public:
        Place(Place&& other) noexcept : streams_(std::exchange(other.streams_, nullptr)), member_(other.member_) {}
        Place& operator=(Place&&) = delete;
        ~Place();

      private:
        friend class Streams;
        /// `member` has been added to those everywhere.
        Place(Streams& streams, std::uint64_t member) : streams_(&streams), member_(member) { ++streams.open_; }

        Streams* streams_;
        std::uint64_t member_;
    };

    /// Both must outlive this.
    Streams(io::Reactor& reactor, OpenStreams& everywhere, StreamLimits limits = {});
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    /// `listener` is not open yet and gets a callback, so this must outlive what runs the listener.
    void follow(postgres::Listener& listener);

    /// Throws Problem: 503 when this process has as many as it may have, 429 when the member has. Must not outlive
    /// this.
    Place take(std::int64_t team_space_id, std::int64_t member_id);

    /// How often there were news. Who is about to look notes it, and then waits for more.
    std::uint64_t told() const { return told_; }
    /// Until there may be more news than `heard`, or it is time to look.
    io::Condition::Wait news(std::uint64_t heard) { return news_.until(heard == told_ ? now() + poll : now()); }
    void tell();

    std::chrono::steady_clock::time_point now() const { return reactor_.now(); }
    std::size_t open() const { return open_; }
    std::uint64_t refused() const { return refused_; }

  private:
    io::Reactor& reactor_;
    OpenStreams& everywhere_;
    const StreamLimits limits_;
    io::Condition news_;
    std::unique_ptr<io::Timer> telling_;
    bool is_told_soon_ = false;
    std::uint64_t told_ = 0;
    std::size_t open_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace gracy::access
