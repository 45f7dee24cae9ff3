// What is said first on every connection, and how we sign in ("Handshake" and "Authentication" of MongoDB's driver
// specifications).
#pragma once

#include "io/offload.hpp"
#include "mongodb/connection.hpp"
#include "mongodb/scram.hpp"

#include <string>

namespace gracy::mongodb {

class Handshake {
  public:
    /// Deriving keys from a password takes milliseconds, so a thread of `offload` does it. All must outlive this.
    Handshake(const ConnectionString& target, io::Offload& offload) : target_(target), offload_(offload) {}

    /// Says hello on a new connection that only watches its server. Throws NetworkError.
    base::Task<ServerDescription> greet(Connection& connection, Deadline deadline);
    /// Asks once more on a connection that was greeted.
    static base::Task<ServerDescription> ask_again(Connection& connection, Deadline deadline);
    /// Says hello on a new connection and signs in. Throws NetworkError, AuthenticationError.
    base::Task<void> sign_in(Connection& connection, Deadline deadline);

  private:
    BsonWriter hello() const;
    base::Task<void> authenticate(Connection& connection, const BsonReader& hello, ScramConversation speculative,
                                  Deadline deadline);
    base::Task<void> finish(Connection& connection, ScramConversation& conversation, std::string reply,
                            Deadline deadline);
    base::Task<ScramKeys> keys(Mechanism mechanism, ScramChallenge challenge);

    const ConnectionString& target_;
    io::Offload& offload_;
    ScramKeyCache cache_;
};

}  // namespace gracy::mongodb
