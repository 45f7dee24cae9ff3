#include "hr/exports/export_json.hpp"

#include "gracy/sql/exports.hpp"
#include "jobs/channel.hpp"

namespace gracy::hr {

base::Task<http::Response> show_export(access::Call& call, std::int64_t id, int status) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::exports::get_export, who.team_space_id, who.member_id, id);
    const auto one = rows.first();
    if (!one) {
        throw http::Problem::not_found("export");
    }
    base::JsonWriter json(512);
    write_export(json, *one);
    co_return http::Response::json(json.take(), status);
}

base::Task<http::Response> accept_export(access::Call& call, std::int64_t id) {
    call.database().notify(jobs::channel);
    http::Response response = co_await show_export(call, id, 202);
    response.with("Location", fmt::format("/api/v1/exports/{}", id));
    co_return response;
}

http::Problem too_many_exports() {
    return http::Problem::conflict("too-many-exports", {"Five of your exports are being written already.",
                                                        "이미 다섯 개를 만들고 있어요. 끝난 뒤에 다시 요청해 주세요."});
}

}  // namespace gracy::hr
