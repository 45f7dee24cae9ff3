#include "slack/routes.hpp"

#include "slack/installing/handlers.hpp"
#include "slack/installing/page.hpp"
#include "slack/people/handlers.hpp"
#include "slack/receiving/commands.hpp"
#include "slack/receiving/events.hpp"
#include "slack/receiving/interactions.hpp"
#include "slack/receiving/signature.hpp"
#include "slack/signing_in/handlers.hpp"

#include <array>

namespace gracy::slack {
namespace {

using access::anybody;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

// method, pattern, surface, scope, who, statements at most, handler, summary, how a problem is answered
constexpr std::array table{
    // Open: nobody is signed in, each request of Slack's proves itself by its signature.
    access::signed_by(
        signature_header,
        access::Route{Method::post, "/slack/events", Surface::slack, Scope::none, anybody, 1, receive_event,
                      "Receives an event of Slack's Events API and stores it once", event_problem}),
    access::signed_by(signature_header,
                      access::Route{Method::post, "/slack/commands", Surface::slack, Scope::none, anybody, 4,
                                    receive_command, "Answers a slash command", command_problem}),
    access::signed_by(
        signature_header,
        access::Route{Method::post, "/slack/interactions", Surface::slack, Scope::none, anybody, 3, receive_interaction,
                      "Takes what people click, choose and submit in Slack", interaction_problem}),
    access::without_body(access::Route{Method::post, "/api/v1/slack/install-links", Surface::hr, Scope::settings_write,
                                       signed_in, 1, create_install_link,
                                       "Make a link by which a Slack workspace is connected"}),
    access::Route{Method::get, "/api/v1/slack/workspaces", Surface::hr, Scope::settings_write, signed_in, 2,
                  list_workspaces, "Which Slack workspaces and organizations are connected"},
    access::Route{Method::get, "/api/v1/slack/unmatched", Surface::hr, Scope::people_write, signed_in, 2,
                  list_unmatched, "Who is in Slack and nobody's member"},
    access::Route{Method::put, "/api/v1/slack/users/{team_id}/{user_id}/member", Surface::hr, Scope::people_write,
                  signed_in, 1, link_user, "Say which member somebody in Slack is"},
    access::Route{Method::remove, "/api/v1/slack/users/{team_id}/{user_id}/member", Surface::hr, Scope::people_write,
                  signed_in, 1, unlink_user, "Take somebody in Slack from their member"},
    // Of whoever may make tokens of their own: in Slack, too, others speak for them then.
    access::Route{Method::get, "/api/v1/me/slack/users", Surface::hr, Scope::tokens_write, signed_in, 1, list_own_users,
                  "Who in Slack is the caller, or is said to be"},
    access::without_body(access::Route{Method::put, "/api/v1/me/slack/users/{team_id}/{user_id}", Surface::hr,
                                       Scope::tokens_write, signed_in, 1, confirm_link,
                                       "Confirm that somebody in Slack is the caller"}),
    access::Route{Method::remove, "/api/v1/me/slack/users/{team_id}/{user_id}", Surface::hr, Scope::tokens_write,
                  signed_in, 1, disown_user, "Say that somebody in Slack is not the caller"},
    access::without_body(access::Route{Method::post, "/api/v1/slack/syncs", Surface::hr, Scope::people_write, signed_in,
                                       1, sync_people, "Read everybody in the team space's workspaces again"}),
    // What follows is opened by a browser that nobody is signed in with: the link, the state and the cookie prove it.
    access::Route{Method::get, "/slack/install", Surface::slack, Scope::none, anybody, 1, ask_to_install,
                  "Asks whether a workspace is to be connected to a team space", page_problem},
    access::Route{Method::post, "/slack/install", Surface::slack, Scope::none, anybody, 1, begin_install,
                  "Sends the browser to Slack's page for installing Gracy", page_problem},
    access::Route{Method::get, "/slack/oauth/callback", Surface::slack, Scope::none, anybody, 1, receive_code,
                  "Takes the code that Slack sends a browser back with", page_problem},
    access::Route{Method::get, "/slack/install/result", Surface::slack, Scope::none, anybody, 1, show_install,
                  "Shows how far a browser's install is", page_problem},
    access::Route{Method::get, "/slack/sign-in", Surface::slack, Scope::none, anybody, 0, begin_sign_in,
                  "Sends the browser to Slack's page for signing in", page_problem},
    access::Route{Method::get, "/slack/sign-in/callback", Surface::slack, Scope::none, anybody, 1, receive_sign_in,
                  "Takes the code that Slack sends a browser back with after signing in", page_problem},
    access::Route{Method::get, "/slack/sign-in/result", Surface::slack, Scope::none, anybody, 1, show_sign_in,
                  "Opens the session of a browser that has signed in with Slack, or says why not", page_problem},
};

}  // namespace

std::span<const access::Route> routes() {
    return table;
}

}  // namespace gracy::slack
