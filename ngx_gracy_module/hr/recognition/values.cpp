#include "base/json_writer.hpp"
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "http/query.hpp"

namespace gracy::hr {

base::Task<http::Response> list_values(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().read(sql::recognition::list_values, call.team_space());
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& value : rows) {
        json.open_object();
        json.field<"name">(value.name);
        json.field<"name_ko">(value.name_ko);
        json.field<"emoji">(value.emoji);
        json.field<"description">(value.description);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr
