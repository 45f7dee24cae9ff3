#include "slack/routes.hpp"

#include "slack/commands.hpp"
#include "slack/events.hpp"
#include "slack/interactions.hpp"

namespace gracy::slack {

std::span<const access::Route> routes() {
    // Open: nobody is signed in, each request proves itself by its signature.
    static constexpr access::Route table[] = {
        {.method = http::Method::post,
         .pattern = "/slack/events",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 1,
         .handler = receive_event,
         .summary = "Receives an event of Slack's Events API and stores it once",
         .problem = event_problem},
        {.method = http::Method::post,
         .pattern = "/slack/commands",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 2,
         .handler = receive_command,
         .summary = "Answers a slash command",
         .problem = command_problem},
        {.method = http::Method::post,
         .pattern = "/slack/interactions",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 3,
         .handler = receive_interaction,
         .summary = "Takes what people click, choose and submit in Slack",
         .problem = interaction_problem},
    };
    return table;
}

}  // namespace gracy::slack
