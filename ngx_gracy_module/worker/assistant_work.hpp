// What the worker does for the assistant: it answers questions, and forgets old ones.
#pragma once

#include "assistant/answers/answerer.hpp"
#include "assistant/model/chat_client.hpp"
#include "jobs/recurring.hpp"
#include "worker/configuration.hpp"

#include <list>

namespace gracy::worker {

class AssistantWork {
  public:
    /// Everything referred to must outlive this.
    AssistantWork(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http,
                  const AssistantConfiguration& configuration);

    jobs::Kind kind() { return answerer_.kind(); }
    void add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor);

  private:
    assistant::ChatClient models_;
    assistant::Answerer answerer_;
};

}  // namespace gracy::worker
