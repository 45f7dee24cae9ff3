// What the event log needs done when it is in MongoDB.
#pragma once

#include "documents/event_source.hpp"
#include "jobs/kinds.hpp"
#include "jobs/schedule.hpp"

namespace gracy::worker::documents_work {

/// "documents.purge": documents that have had their time, for servers without an index that expires them. Everything
/// referred to must outlive the kind.
jobs::Kind purge(documents::EventSource& source, const base::Clock& clock);

/// Every hour.
jobs::Schedule purge_schedule();

}  // namespace gracy::worker::documents_work
