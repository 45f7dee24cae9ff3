// Change data capture: the relay while this process is on duty, and the outbox's bound in any case.
#pragma once

#include "documents/change_relay.hpp"
#include "jobs/kinds.hpp"
#include "jobs/recurring.hpp"
#include "jobs/schedule.hpp"
#include "worker/mongodb_change_sink.hpp"

#include <chrono>

namespace gracy::worker {

class ChangesWork {
  public:
    static constexpr const char* duty = "changes";

    /// Everything referred to must outlive this.
    ChangesWork(io::Reactor& reactor, postgres::Database& database, const DocumentsConfiguration& documents,
                std::chrono::milliseconds poll);

    void start() { relaying_.start(); }
    void stop() { relaying_.stop(); }
    const documents::ChangeCounts& counts() const { return relay_.counts(); }

    /// "changes.purge": for workers that relay and those that do not.
    static jobs::Kind purge(postgres::Database& database);
    /// Every hour.
    static jobs::Schedule purge_schedule();

  private:
    MongodbChangeSink sink_;
    documents::ChangeRelay relay_;
    jobs::Recurring relaying_;
};

}  // namespace gracy::worker
