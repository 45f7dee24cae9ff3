#include "hr/routes.hpp"

#include "hr/announcements/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::Route;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

constexpr auto read = Scope::announcements_read;
constexpr auto write = Scope::announcements_write;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    Route{Method::get, "/api/v1/announcements", Surface::hr, write, signed_in, 2, list_announcements,
          "Announcements, for those who write them"},
    Route{Method::post, "/api/v1/announcements", Surface::hr, write, signed_in, 2, create_announcement,
          "Write a draft"},
    Route{Method::get, "/api/v1/announcements/workspaces", Surface::hr, write, signed_in, 2, list_channel_workspaces,
          "In which workspaces of Slack an announcement can be posted"},
    Route{Method::get, "/api/v1/announcements/{id}", Surface::hr, write, signed_in, 1, get_announcement,
          "One announcement"},
    Route{Method::patch, "/api/v1/announcements/{id}", Surface::hr, write, signed_in, 2, change_announcement,
          "Change what has not begun"},
    Route{Method::remove, "/api/v1/announcements/{id}", Surface::hr, write, signed_in, 1, delete_announcement,
          "Delete what never began"},
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/preview", Surface::hr, write, signed_in, 1,
                               preview_announcement, "To how many it would go, and how long it would take"}),
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/submit", Surface::hr, write, signed_in, 2,
                               submit_announcement, "Ask for an approval"}),
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/approve", Surface::hr, write, signed_in, 2,
                               approve_announcement, "Approve what somebody else wrote"}),
    Route{Method::post, "/api/v1/announcements/{id}/decline", Surface::hr, write, signed_in, 2, decline_announcement,
          "Decline what somebody else wrote"},
    Route{Method::post, "/api/v1/announcements/{id}/schedule", Surface::hr, write, signed_in, 2, schedule_announcement,
          "Send it later"},
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/send", Surface::hr, write, signed_in, 2,
                               send_announcement, "Send it now"}),
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/cancel", Surface::hr, write, signed_in, 2,
                               cancel_announcement, "Give it up before it begins"}),
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/reopen", Surface::hr, write, signed_in, 2,
                               reopen_announcement, "Make what was cancelled a draft again"}),
    Route{Method::post, "/api/v1/announcements/{id}/correct", Surface::hr, write, signed_in, 2, correct_announcement,
          "Say in other words what has begun"},
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/recall", Surface::hr, write, signed_in, 1,
                               recall_announcement, "Take back what has begun"}),
    access::without_body(Route{Method::post, "/api/v1/announcements/{id}/remind", Surface::hr, write, signed_in, 1,
                               remind_announcement, "Remind those who have not acknowledged it"}),
    Route{Method::get, "/api/v1/announcements/{id}/deliveries", Surface::hr, write, signed_in, 1, report_deliveries,
          "What became of its messages"},
    Route{Method::get, "/api/v1/announcements/{id}/recipients", Surface::hr, write, signed_in, 2, list_recipients,
          "Who it is for, and who has acknowledged it"},
    Route{Method::get, "/api/v1/announcements/{id}/texts", Surface::hr, write, signed_in, 2, list_announcement_texts,
          "What it has said since it began"},
    Route{Method::get, "/api/v1/me/announcements", Surface::hr, read, signed_in, 2, list_my_announcements,
          "What the caller was told"},
    Route{Method::get, "/api/v1/me/announcements/{id}", Surface::hr, read, signed_in, 1, get_my_announcement,
          "One of those that the caller was told"},
    Route{Method::post, "/api/v1/me/announcements/{id}/acknowledge", Surface::hr, read, signed_in, 1,
          acknowledge_announcement, "Say that one has read it"},
};

}  // namespace

std::span<const access::Route> announcements_routes() {
    return table;
}

}  // namespace gracy::hr
