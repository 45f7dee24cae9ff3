// The bulk lane: messages for which nobody waits, each sent once as far as anybody can know, within Slack's limits.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <string>

namespace gracy::slack {

/// A message that is `sending`.
struct OutgoingMessage {
    std::int64_t team_space_id = 0;
    std::int64_t id = 0;
    std::string team_id;
    std::string method;
    /// A channel, a person, or of "conversations.open" several people with commas between.
    std::string channel;
    /// A JSON object.
    std::string arguments;
    /// An earlier sender may have sent it.
    bool uncertain = false;
    /// Taken back since then: it is looked for, and not sent again.
    bool withdrawn = false;
};

/// The arguments of the call: with the channel or person, without unfurled links, and with the metadata by which an
/// uncertain message is found. Throws base::JsonError.
std::string call_arguments(const OutgoingMessage& message);

/// Where in a conversation's history (conversations.history with metadata) the message stands: its ts.
std::optional<std::string> find_sent(base::JsonView history, const OutgoingMessage& message);

class Outbox {
  public:
    /// All must outlive this.
    Outbox(postgres::Database& database, WebApi& api, const TokenKeys& keys, const base::Clock& clock)
        : database_(database), api_(api), keys_(keys), clock_(clock) {}

    /// Sends what one workspace may be sent now; true when there may be more. Several may run side by side.
    base::Task<bool> send_some();

    struct Sent {
        ApiResult result;
        std::string channel;
        std::string ts;
        /// It could not be looked for now: it alone waits, and not its method.
        bool is_held = false;
        /// The lease is about to end, and with it this sender's right to send anything of the batch.
        bool is_late = false;
    };

    /// `last_start`: after it no call is begun that sends something. Public for tests.
    base::Task<Sent> send(const OutgoingMessage& message, std::string token, base::Timestamp last_start);

  private:
    static Sent too_late();
    /// Where an uncertain message stands; ok without a ts: nowhere.
    base::Task<Sent> find(const OutgoingMessage& message, std::string token, base::Timestamp last_start);
    base::Task<base::Timestamp> written(const OutgoingMessage& message);
    base::Task<Sent> look_for(const OutgoingMessage& message, std::string token, base::Timestamp written_at,
                              base::Timestamp last_start);
    /// False, and why, while the method has had enough calls in that workspace.
    base::Task<bool> has_turn(const OutgoingMessage& message, std::string_view method, Sent& sent);
    base::Task<void> record(const OutgoingMessage& message, const Sent& sent);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
    const base::Clock& clock_;
};

}  // namespace gracy::slack
