// The indexes of the event log in MongoDB. No insert waits for them.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"

#include <memory>

namespace gracy::mongodb {
class Client;
}

namespace gracy::documents {

/// Creates what is missing, on its own time; what is there already stays as it is. For one process of a host: several
/// would only ask for the same. A server that has no such index (FerretDB 1 knows no expiry)
/// is used without it, and the log says so; without expiry, the worker deletes what has had its time.
class MongodbIndexes {
  public:
    /// Both must outlive it; destroying it gives up.
    MongodbIndexes(io::Reactor& reactor, mongodb::Client& client);

  private:
    base::Task<void> create(std::size_t number);
    base::Task<void> create_all();

    io::Reactor& reactor_;
    mongodb::Client& client_;
    io::Pump pump_;
};

}  // namespace gracy::documents
