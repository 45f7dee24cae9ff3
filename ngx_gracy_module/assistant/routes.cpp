#include "assistant/routes.hpp"

#include "assistant/answers/handlers.hpp"
#include "assistant/history/handlers.hpp"
#include "assistant/tasks/handlers.hpp"
#include "assistant/tickets/handlers.hpp"

#include <array>

namespace gracy::assistant {
namespace {

using access::Route;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::confidential(Route{Method::post, "/api/v1/qa/threads", Surface::hr, Scope::policies_read, signed_in, 2,
                               ask_question, "Ask the assistant about the policies"}),
    access::confidential(Route{Method::get, "/api/v1/qa/threads", Surface::hr, Scope::policies_read, signed_in, 2,
                               list_questions, "What the caller has asked"}),
    access::confidential(Route{Method::get, "/api/v1/qa/threads/{id}", Surface::hr, Scope::policies_read, signed_in, 1,
                               get_question, "What came of a question"}),
    access::confidential(Route{Method::post, "/api/v1/qa/threads/{id}/messages", Surface::hr, Scope::policies_read,
                               signed_in, 2, ask_follow_up, "Ask on in a conversation with the assistant"}),
    Route{Method::get, "/api/v1/qa/threads/{id}/events", Surface::hr, Scope::policies_read, signed_in, 1,
          follow_question, "What becomes of a question, as it happens"},
    access::confidential(
        access::without_body(Route{Method::post, "/api/v1/qa/threads/{id}/stop", Surface::hr, Scope::policies_read,
                                   signed_in, 2, stop_question, "Stop a question"})),
    Route{Method::put, "/api/v1/qa/threads/{id}/feedback", Surface::hr, Scope::policies_read, signed_in, 1,
          put_feedback, "Say whether an answer helped"},
    access::confidential(Route{Method::get, "/api/v1/qa/days", Surface::hr, Scope::analytics_all, signed_in, 1,
                               list_days, "How much was asked, what came of it, and whether it helped"}),
    access::confidential(Route{Method::get, "/api/v1/qa/topics", Surface::hr, Scope::analytics_all, signed_in, 1,
                               list_topics, "What was asked that no policy answers"}),
    access::confidential(Route{Method::post, "/api/v1/qa/tickets", Surface::hr, Scope::policies_read, signed_in, 2,
                               open_ticket, "Ask HR"}),
    access::confidential(Route{Method::get, "/api/v1/qa/tickets", Surface::hr, Scope::people_write, signed_in, 2,
                               list_tickets, "What members have handed over to HR"}),
    access::confidential(Route{Method::get, "/api/v1/qa/tickets/{id}", Surface::hr, Scope::policies_read, signed_in, 1,
                               get_ticket, "One ticket"}),
    access::confidential(
        access::without_body(Route{Method::post, "/api/v1/qa/tickets/{id}/withdraw", Surface::hr, Scope::policies_read,
                                   signed_in, 1, withdraw_ticket, "Take a ticket back"})),
    access::confidential(Route{Method::post, "/api/v1/qa/tickets/{id}/answer", Surface::hr, Scope::people_write,
                               signed_in, 2, answer_ticket, "Answer a ticket"}),
    access::confidential(
        access::without_body(Route{Method::post, "/api/v1/qa/tickets/{id}/close", Surface::hr, Scope::people_write,
                                   signed_in, 2, close_ticket, "Close a ticket without an answer"})),
    access::confidential(Route{Method::get, "/api/v1/qa/me/tickets", Surface::hr, Scope::policies_read, signed_in, 2,
                               list_my_tickets, "What the caller has handed over to HR"}),
    Route{Method::get, "/api/v1/assistant/kinds", Surface::hr, Scope::policies_read, signed_in, 1, list_task_kinds,
          "The kinds of tasks that the assistant does"},
    access::confidential(Route{Method::post, "/api/v1/assistant/tasks", Surface::hr, Scope::policies_read, signed_in, 3,
                               start_task, "Have the assistant do a task"}),
    access::confidential(Route{Method::get, "/api/v1/assistant/tasks", Surface::hr, Scope::policies_read, signed_in, 2,
                               list_tasks, "The tasks that the caller has asked for"}),
    access::confidential(Route{Method::get, "/api/v1/assistant/tasks/{id}", Surface::hr, Scope::policies_read,
                               signed_in, 1, get_task, "What came of a task"}),
};

}  // namespace

std::span<const access::Route> routes() {
    return table;
}

}  // namespace gracy::assistant
