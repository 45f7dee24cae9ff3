// The copy of HR's facts in MongoDB: a collection for each kind of thing, written by libmongoc in a thread of its own.
#pragma once

#include "documents/change_sink.hpp"
#include "io/thread_offload.hpp"
#include "worker/configuration.hpp"

#include <memory>

namespace gracy::worker {

class MongodbChangeSink final : public documents::ChangeSink {
  public:
    /// Connects at the first call. Throws std::system_error when there can be no thread.
    MongodbChangeSink(io::Reactor& reactor, const DocumentsConfiguration& configuration);
    ~MongodbChangeSink() override;

    base::Task<std::vector<documents::ChangeFate>> write(std::vector<documents::Change> changes) override;
    base::Task<void> forget_before(std::string entity, std::int64_t version) override;

  private:
    // libmongoc's client; only the thread touches it.
    class Session;

    template <class Result, class Work>
    base::Task<Result> in_thread(Work work);

    std::shared_ptr<Session> session_;
    std::unique_ptr<io::ThreadOffload> thread_;
};

}  // namespace gracy::worker
