#include "access/services.hpp"
#include "gracy/sql/exports.hpp"
#include "hr/exports/export_json.hpp"
#include "hr/exports/handlers.hpp"
#include "hr/exports/member_rows.hpp"
#include "http/query.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace gracy::hr {
namespace {

/// More than these are not waited for: the worker writes them.
constexpr std::int64_t most_rows = 50'000;

constexpr std::int32_t everybody = INT32_MAX;
/// What a reader who has fallen behind gets at once: little, because what it does not take in time is read in vain.
constexpr std::int32_t rows_for_the_slow = 500;

/// A piece of the body: worth its way, and no burden while it waits.
constexpr std::size_t piece_size = 16 * 1024;

/// The members, row by row as they come from the database and as fast as they are read: of one moment for a reader who
/// keeps pace. From a slow one the stream lets go of its connection, and a further statement goes on after the last
/// row; there, who is renamed meanwhile may be missing or appear twice.
class MemberExport final : public http::BodyStream {
  public:
    MemberExport(postgres::Database& database, std::int64_t team_space_id, bool sees_all, std::string_view format)
        : client_(database), team_space_id_(team_space_id), sees_all_(sees_all), out_(row_format(format)) {}

    /// Before the response begins, so that what fails at once is still a problem with a status.
    base::Task<void> prepare() {
        write_member_header(*out_);
        co_await begin(everybody);
        co_await read_piece();
    }

    base::Task<void> produce(http::BodyWriter& writer) override {
        co_await writer.write(out_->take());
        while (rows_) {
            co_await writer.give_way();
            co_await read_piece();
            co_await writer.write(out_->take());
        }
    }

  private:
    base::Task<void> begin(std::int32_t limit) {
        rows_.emplace(co_await client_.stream(sql::people::export_members, team_space_id_, after_name_, after_id_,
                                              limit, sees_all_));
        left_ = limit;
    }

    base::Task<void> read_piece() {
        while (rows_ && out_->size() < piece_size) {
            const auto some = co_await rows_->next();
            for (const auto& rows : some) {
                write(rows.front());
            }
            if (some.empty()) {
                const bool more = rows_->let_go() || left_ == 0;
                rows_.reset();
                if (more) {
                    co_await begin(rows_for_the_slow);
                }
            }
        }
    }

    void write(const sql::people::export_members_row& member) {
        write_member(*out_, member);
        after_name_ = member.name;
        after_id_ = member.id;
        --left_;
    }

    postgres::Client client_;
    std::int64_t team_space_id_;
    bool sees_all_;
    std::unique_ptr<RowFormat> out_;
    /// Nothing at the end.
    std::optional<postgres::RowStream<sql::people::export_members_row>> rows_;
    std::string after_name_;
    std::int64_t after_id_ = 0;
    std::int32_t left_ = 0;
};

base::Task<http::Response> export_members(access::Call& call, std::string_view format) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const bool sees_all = access::includes(who.scopes, access::Scope::people_write);
    auto stream = std::make_unique<MemberExport>(call.services().database, who.team_space_id, sees_all, format);
    std::string file = "members";
    // Who only asks for the head gets no data, and causes nothing.
    if (call.request().method != http::Method::head) {
        const auto rows =
            co_await call.database().write(sql::exports::begin_member_export, who.team_space_id, who.member_id, format,
                                           most_rows, call.request().request_id, static_cast<std::int64_t>(who.scopes));
        const auto begun = rows.front();
        if (begun.outcome == "too_many_exports") {
            throw too_many_exports();
        }
        if (begun.outcome == "job") {
            co_return co_await accept_export(call, begun.id.value());
        }
        co_await stream->prepare();
        file += '-' + base::to_text(begun.today);
    }
    http::Response response = http::Response::of(content_type_of(format), {});
    response.with("Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", file, format));
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace

base::Task<http::Response> export_members_as_csv(access::Call& call) {
    return export_members(call, "csv");
}

base::Task<http::Response> export_members_as_ndjson(access::Call& call) {
    return export_members(call, "ndjson");
}

}  // namespace gracy::hr
