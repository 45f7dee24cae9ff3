// What the routes of tickets do: members hand questions over to HR, who answers them.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::assistant {

base::Task<http::Response> open_ticket(access::Call& call);
base::Task<http::Response> list_my_tickets(access::Call& call);
base::Task<http::Response> list_tickets(access::Call& call);
base::Task<http::Response> get_ticket(access::Call& call);
base::Task<http::Response> withdraw_ticket(access::Call& call);
base::Task<http::Response> answer_ticket(access::Call& call);
base::Task<http::Response> close_ticket(access::Call& call);

}  // namespace gracy::assistant
