#include "slack/routes.hpp"

#include "slack/commands.hpp"
#include "slack/events.hpp"
#include "slack/installing/handlers.hpp"
#include "slack/installing/page.hpp"
#include "slack/interactions.hpp"

namespace gracy::slack {

std::span<const access::Route> routes() {
    // Open: nobody is signed in, each request of Slack's proves itself by its signature.
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
        {.method = http::Method::post,
         .pattern = "/api/v1/slack/install-links",
         .surface = access::Surface::hr,
         .scope = access::Scope::settings_write,
         .open = false,
         .statement_budget = 1,
         .handler = create_install_link,
         .summary = "Make a link by which a Slack workspace is connected"},
        // What follows is opened by a browser that nobody is signed in with: the link, the state and the cookie prove
        // it.
        {.method = http::Method::get,
         .pattern = "/slack/install",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 1,
         .handler = begin_install,
         .summary = "Sends the browser to Slack's page for installing Gracy",
         .problem = page_problem},
        {.method = http::Method::get,
         .pattern = "/slack/oauth/callback",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 1,
         .handler = receive_code,
         .summary = "Takes the code that Slack sends a browser back with",
         .problem = page_problem},
        {.method = http::Method::get,
         .pattern = "/slack/install/result",
         .surface = access::Surface::slack,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 1,
         .handler = show_install,
         .summary = "Shows how far a browser's install is",
         .problem = page_problem},
    };
    return table;
}

}  // namespace gracy::slack
