// The event log in MongoDB: one collection, one document an event, the same bytes as in PostgreSQL. Its _id is the
// event's id, so that no index has to be there before events may come.
#pragma once

#include "documents/counted_event_log.hpp"

namespace gracy::mongodb {
class Client;
}

namespace gracy::documents {

class MongodbEventLog final : public CountedEventLog {
  public:
    static constexpr const char* collection = "event_log";

    /// Both must outlive the log.
    MongodbEventLog(io::Reactor& reactor, mongodb::Client& client) : CountedEventLog(reactor), client_(client) {}

  private:
    base::Task<StoreOutcome> keep(Event event) override;

    mongodb::Client& client_;
};

}  // namespace gracy::documents
