#include "documents/mongodb_event_log.hpp"

#include "mongodb/client.hpp"

namespace gracy::documents {

base::Task<StoreOutcome> MongodbEventLog::keep(Event event) {
    try {
        const mongodb::Stored stored = co_await client_.insert(std::move(event.document));
        co_return stored == mongodb::Stored::now ? StoreOutcome::stored : StoreOutcome::duplicate;
    } catch (const mongodb::Unavailable& error) {
        throw StoreUnavailable(error.what());
    } catch (const mongodb::DocumentRefused& error) {
        // Whoever sent the event keeps it, and the log names it.
        throw StoreUnavailable(error.what());
    }
}

}  // namespace gracy::documents
