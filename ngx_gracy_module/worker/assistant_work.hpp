// What the worker does for the assistant: it answers questions, does tasks, reads notes of those who want it, and
// forgets what is old.
#pragma once

#include "assistant/answers/answerer.hpp"
#include "assistant/digests/digest_desk.hpp"
#include "assistant/feelings/feeling_reader.hpp"
#include "assistant/model/chat_client.hpp"
#include "assistant/tasks/task_desk.hpp"
#include "jobs/recurring.hpp"
#include "worker/configuration.hpp"

#include <list>

namespace gracy::worker {

class AssistantWork {
  public:
    /// Everything referred to must outlive this.
    AssistantWork(io::Reactor& reactor, postgres::Database& database, io::HttpClient& http,
                  const AssistantConfiguration& configuration);

    void add_kinds(jobs::Kinds& kinds);
    void add_recurring(std::list<jobs::Recurring>& recurring, io::Reactor& reactor);

    /// Some question may have been stopped.
    void look() { answerer_.look(); }

    const assistant::AnswerCounts& answer_counts() const { return answerer_.counts(); }
    const assistant::TaskCounts& task_counts() const { return task_counts_; }

  private:
    postgres::Database& database_;
    assistant::ChatClient models_;
    assistant::Answerer answerer_;
    assistant::TaskCounts task_counts_;
    assistant::TaskDesk tasks_;
    assistant::FeelingReader feelings_;
    assistant::DigestDesk digests_;
};

}  // namespace gracy::worker
