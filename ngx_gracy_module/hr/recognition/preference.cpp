#include "base/json_writer.hpp"
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "http/json_body.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

http::Response respond_preference(bool on_leaderboards) {
    base::JsonWriter json;
    json.open_object();
    json.field<"on_leaderboards">(on_leaderboards);
    json.close_object();
    return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> get_recognition_preference(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::recognition::get_recognition_preference, call.team_space(),
                                                    call.principal().member_id);
    co_return respond_preference(rows.front().on_leaderboards);
}

/// One switch of one person: no version could tell of a change that somebody else made.
base::Task<http::Response> update_recognition_preference(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const bool on_leaderboards = body.boolean("on_leaderboards");
    body.finish();
    const auto rows = co_await call.database().write(sql::recognition::set_leaderboard_opt_out, call.team_space(),
                                                     call.principal().member_id, !on_leaderboards);
    co_return respond_preference(rows.front().on_leaderboards);
}

}  // namespace gracy::hr
