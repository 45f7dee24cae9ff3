#include "gracy/sql/exports.hpp"
#include "access/services.hpp"
#include "access/total.hpp"
#include "base/json_writer.hpp"
#include "hr/exports/dataset.hpp"
#include "hr/exports/export_json.hpp"
#include "hr/exports/handlers.hpp"
#include "hr/exports/row_format.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char exports_by_id = 'x';

/// The file, a piece at a time. Each piece is a statement of its own on the exclusive lane, so a slow reader holds
/// neither a connection nor a snapshot: the file does not change.
class Download final : public http::BodyStream {
  public:
    Download(postgres::Database& database, std::int64_t team_space_id, std::int64_t requester_id, std::int64_t id)
        : client_(database), team_space_id_(team_space_id), requester_id_(requester_id), id_(id) {}

    /// Before the response begins, so that what fails at once is still a problem with a status.
    base::Task<void> prepare() { co_await read_chunk(); }

    base::Task<void> produce(http::BodyWriter& writer) override {
        while (true) {
            if (!chunk_.empty()) {
                co_await writer.write(std::exchange(chunk_, {}));
            }
            if (number_ >= chunks_) {
                break;
            }
            co_await read_chunk();
            if (chunk_.empty()) {
                throw std::runtime_error("the export expired while it was sent");
            }
        }
    }

  private:
    base::Task<void> read_chunk() {
        const auto rows =
            co_await client_.bulk(sql::exports::read_export_chunk, team_space_id_, requester_id_, id_, number_ + 1);
        if (const auto chunk = rows.first()) {
            ++number_;
            chunks_ = chunk->chunks;
            chunk_ = base::text_of(chunk->content);
        }
    }

    postgres::Client client_;
    std::int64_t team_space_id_;
    std::int64_t requester_id_;
    std::int64_t id_;
    std::int32_t number_ = 0;
    std::int32_t chunks_ = 0;
    std::string chunk_;
};

/// Throws Problem (403) for the first that is missing.
void require(const access::Principal& who, access::Scope needed) {
    for (const std::string_view name : access::scope_names()) {
        const access::Scope one = *access::scope_named(name);
        if (access::includes(needed, one) && !access::includes(who.scopes, one)) {
            throw http::Problem::forbidden(name);
        }
    }
}

/// Throws Problem for what is not `ok` or `replayed`.
void expect_asked(std::string_view outcome) {
    if (outcome == "too_many_exports") {
        throw too_many_exports();
    }
    if (outcome == "key_reused") {
        throw http::key_reused();
    }
    if (outcome == "not_found") {
        throw http::Problem::not_found("member");
    }
    if (outcome == "erased") {
        throw http::Problem::conflict(
            "erased", {"The personal data of this member has been erased.", "개인정보가 파기된 구성원이에요."});
    }
}

}  // namespace

base::Task<http::Response> create_export(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string_view dataset = body.choice("dataset", {"members", "kudos"});
    const std::string_view format = body.optional_choice("format", {"csv", "ndjson"}).value_or("csv");
    body.finish();
    // A file takes the right to read what is in it, besides that to export: the members' is that of
    // /members/export.csv.
    require(who, scopes_for(dataset));
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(sql::exports::create_export, who.team_space_id, who.member_id,
                                                     dataset, format, idempotency.key, idempotency.request_hash(),
                                                     call.request().request_id, static_cast<std::int64_t>(who.scopes));
    const auto made = rows.front();
    expect_asked(made.outcome);
    co_return http::marked_if_replayed(co_await accept_export(call, made.id.value()), made.outcome == "replayed");
}

base::Task<http::Response> ask_member_file(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    require(who, scopes_for("member"));
    const std::int64_t member_id = call.path_id("id", "member");
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(sql::exports::ask_member_file, who.team_space_id, who.member_id,
                                                     member_id, idempotency.key, idempotency.request_hash(),
                                                     call.request().request_id, static_cast<std::int64_t>(who.scopes));
    const auto asked = rows.front();
    expect_asked(asked.outcome);
    co_return http::marked_if_replayed(co_await accept_export(call, asked.id.value()), asked.outcome == "replayed");
}

base::Task<http::Response> list_exports(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(exports_by_id, http::FilterHash().add(who.member_id)));
    query.finish();
    auto listing = db.read(sql::exports::list_exports, who.team_space_id, who.member_id,
                           std::get<0>(page.after().value_or(IdKey{INT64_MAX})), page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::exports::count_exports, who.team_space_id, who.member_id);
    const auto write = [](base::JsonWriter& json, const auto& one) { write_export(json, one); };
    const auto key_of = [](const auto& one) { return IdKey{one.id}; };
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> get_export(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await show_export(call, call.path_id("id", "export"), 200);
}

base::Task<http::Response> delete_export(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const std::int64_t id = call.path_id("id", "export");
    const auto rows = co_await call.database().write(sql::exports::delete_export, who.team_space_id, who.member_id, id,
                                                     call.request().request_id);
    if (!rows.front().deleted) {
        throw http::Problem::not_found("export");
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> download_export(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const std::int64_t id = call.path_id("id", "export");
    const auto rows = co_await call.database().read(sql::exports::get_export, who.team_space_id, who.member_id, id);
    const auto one = rows.first();
    if (!one) {
        throw http::Problem::not_found("export");
    }
    require(who, scopes_to_read(one->dataset, static_cast<access::Scope>(one->scopes.value_or(0))));
    if (one->state == "failed") {
        throw http::Problem::conflict("export-failed", {"The file could not be written. Please ask for it again.",
                                                        "파일을 만들지 못했어요. 다시 요청해 주세요."});
    }
    if (one->state != "done") {
        throw http::Problem::conflict("export-not-ready",
                                      {"The file is not written yet.", "파일을 아직 만들고 있어요."});
    }
    auto stream = std::make_unique<Download>(call.services().database, who.team_space_id, who.member_id, id);
    co_await stream->prepare();
    http::Response response = http::Response::of(content_type_of(one->format), {});
    response.with("Content-Disposition",
                  fmt::format("attachment; filename=\"{}-{}.{}\"", one->dataset, id, one->format));
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace gracy::hr
