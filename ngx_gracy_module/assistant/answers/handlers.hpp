// What the routes of questions do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::assistant {

base::Task<http::Response> ask_question(access::Call& call);
/// A question that goes on from an earlier one of the caller's.
base::Task<http::Response> ask_follow_up(access::Call& call);
base::Task<http::Response> get_question(access::Call& call);
/// Server-sent events: where it stands, as often as that changes, and at the end all of it.
base::Task<http::Response> follow_question(access::Call& call);
base::Task<http::Response> stop_question(access::Call& call);
/// What a reader thinks of an answer, and for administrators how much was asked and whether it helped.
base::Task<http::Response> put_feedback(access::Call& call);
base::Task<http::Response> list_days(access::Call& call);
/// What no policy answers, where enough people have asked: of whole weeks, in steps of five.
base::Task<http::Response> list_topics(access::Call& call);

}  // namespace gracy::assistant
