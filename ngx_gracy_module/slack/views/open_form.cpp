#include "slack/views/open_form.hpp"

#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/views/queue_view.hpp"

namespace gracy::slack {

base::Task<http::Response> open_form(access::Call& call, const Command& command, std::string_view view) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return respond(unknown_workspace());
    }
    if (!caller.member) {
        co_return respond(co_await why_no_member(call, command, caller.language));
    }
    co_return co_await open_for(call, command, view);
}

}  // namespace gracy::slack
