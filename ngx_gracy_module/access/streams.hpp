// Responses that wait for news: how many of them one process holds, and what wakes them.
//
// Each holds a connection for minutes, so there are only so many, and few for one member. News come by NOTIFY and are
// passed on at most every 50 ms; whoever waits looks by themselves each second, as everybody who listens does.
#pragma once

#include "io/condition.hpp"
#include "postgres/listener.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace gracy::access {

struct StreamLimits {
    /// Of one process.
    std::size_t all = 128;
    std::size_t of_one_member = 4;
};

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
        using Member = std::pair<std::int64_t, std::int64_t>;
        Place(Streams& streams, Member member) : streams_(&streams), member_(member) {}

        Streams* streams_;
        Member member_;
    };

    explicit Streams(io::Reactor& reactor, StreamLimits limits = {});
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    /// `listener` is not open yet and gets a callback, so this must outlive what runs the listener.
    void follow(postgres::Listener& listener);

    /// Throws Problem: 429 when the member has as many as one may have, 503 when there are as many as there may be.
    /// Must not outlive this.
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
    const StreamLimits limits_;
    io::Condition news_;
    std::unique_ptr<io::Timer> telling_;
    bool is_told_soon_ = false;
    std::uint64_t told_ = 0;
    std::size_t open_ = 0;
    std::uint64_t refused_ = 0;
    std::map<Place::Member, std::size_t> of_members_;
};

}  // namespace gracy::access
