// What the routes of announcements do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_announcements(access::Call& call);
base::Task<http::Response> create_announcement(access::Call& call);
base::Task<http::Response> get_announcement(access::Call& call);
base::Task<http::Response> change_announcement(access::Call& call);
base::Task<http::Response> delete_announcement(access::Call& call);

base::Task<http::Response> preview_announcement(access::Call& call);
base::Task<http::Response> submit_announcement(access::Call& call);
base::Task<http::Response> approve_announcement(access::Call& call);
base::Task<http::Response> decline_announcement(access::Call& call);
base::Task<http::Response> schedule_announcement(access::Call& call);
base::Task<http::Response> send_announcement(access::Call& call);
base::Task<http::Response> cancel_announcement(access::Call& call);
base::Task<http::Response> reopen_announcement(access::Call& call);
base::Task<http::Response> correct_announcement(access::Call& call);
base::Task<http::Response> recall_announcement(access::Call& call);
base::Task<http::Response> remind_announcement(access::Call& call);

base::Task<http::Response> list_channel_workspaces(access::Call& call);

base::Task<http::Response> report_deliveries(access::Call& call);
base::Task<http::Response> list_recipients(access::Call& call);
base::Task<http::Response> list_announcement_texts(access::Call& call);

base::Task<http::Response> list_my_announcements(access::Call& call);
base::Task<http::Response> get_my_announcement(access::Call& call);
base::Task<http::Response> acknowledge_announcement(access::Call& call);

}  // namespace gracy::hr
