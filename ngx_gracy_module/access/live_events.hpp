// What becomes of something, as server-sent events while it happens: the connection's side of it. What there is to tell
// is a feature's.
#pragma once

#include "access/authenticator.hpp"
#include "access/principal.hpp"
#include "access/streams.hpp"
#include "http/response.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace gracy::access {

class LiveEvents : public http::BodyStream {
  public:
    /// Below what proxies and balancers take for silence.
    static constexpr std::chrono::seconds keep_alive{15};
    /// Then the client connects again, and says what it has heard of.
    static constexpr std::chrono::minutes longest{5};

    /// For as long as `who` has the scope. Throws like Streams::take. All must outlive this.
    LiveEvents(Streams& streams, Authenticator& authenticator, Principal who, Scope scope)
        : streams_(streams),
          authenticator_(authenticator),
          who_(std::move(who)),
          scope_(scope),
          place_(streams.take(who_.team_space_id, who_.member_id)) {}

    base::Task<void> produce(http::BodyWriter& writer) final;
    std::optional<std::chrono::milliseconds> patience() const final { return 2 * keep_alive; }

  protected:
    struct Update {
        /// As http::server_sent_event writes them; empty: nothing has changed since the last look.
        std::string events{};
        /// Nothing will follow.
        bool is_last = false;
    };
    virtual base::Task<Update> look() = 0;

    const Principal& who() const { return who_; }

  private:
    base::Task<bool> may_still_read();

    Streams& streams_;
    Authenticator& authenticator_;
    const Principal who_;
    const Scope scope_;
    Streams::Place place_;
};

}  // namespace gracy::access
