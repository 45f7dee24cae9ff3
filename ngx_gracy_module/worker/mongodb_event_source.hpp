// The event log in MongoDB, read by libmongoc in a thread of its own: it blocks, and knows cursors and retries, which
// the client inside nginx does not.
#pragma once

#include "documents/event_source.hpp"
#include "io/thread_offload.hpp"
#include "worker/configuration.hpp"

#include <memory>

namespace gracy::worker {

class MongodbEventSource final : public documents::EventSource {
  public:
    /// Connects at the first call. Throws std::system_error when there can be no thread.
    MongodbEventSource(io::Reactor& reactor, const DocumentsConfiguration& configuration);
    ~MongodbEventSource() override;

    base::Task<std::vector<documents::OpenEvent>> open_events(std::size_t at_most) override;
    base::Task<void> mark_handled(std::vector<std::string> ids) override;
    base::Task<std::int64_t> delete_expired(base::Timestamp now) override;

  private:
    // libmongoc's client; only the thread touches it.
    class Session;

    template <class Result, class Work>
    base::Task<Result> in_thread(Work work);

    std::shared_ptr<Session> session_;
    std::unique_ptr<io::ThreadOffload> thread_;
};

}  // namespace gracy::worker
