#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/people.hpp"
#include "hr/csv.hpp"
#include "hr/people/handlers.hpp"
#include "http/query.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

using Row = sql::people::export_members_row;

/// One statement, one piece of the body: large enough to be worth its way, small enough to wait in memory.
constexpr std::int32_t batch_rows = 1000;

std::optional<std::string> text_or_nothing(const std::optional<base::Date>& date) {
    return date ? std::optional(base::to_text(*date)) : std::nullopt;
}

void write_header(CsvWriter& csv) {
    for (const std::string_view name : {"id", "name", "name_en", "email", "title", "department", "manager",
                                        "manager_email", "status", "hired_on", "left_on"}) {
        csv.field(name);
    }
    csv.end_row();
}

void write_row(CsvWriter& csv, const Row& member) {
    csv.field(fmt::format("{}", member.id));
    csv.field(member.name);
    csv.field(member.name_en);
    csv.field(member.email);
    csv.field(member.title);
    csv.field(member.department_name);
    csv.field(member.manager_name);
    csv.field(member.manager_email);
    csv.field(member.status);
    csv.field(text_or_nothing(member.hired_on));
    csv.field(text_or_nothing(member.left_on));
    csv.end_row();
}

/// The export, a batch at a time. Each batch is a statement of its own on the exclusive lane, which is free again while
/// a slow reader takes what is there; a member who is renamed meanwhile may be missing or appear twice.
class MemberExport final : public http::BodyStream {
  public:
    MemberExport(postgres::Database& database, std::int64_t team_space_id)
        : client_(database), team_space_id_(team_space_id) {}

    /// Before the response begins, so that what fails at once is still a problem with a status.
    base::Task<void> prepare() {
        write_header(csv_);
        co_await read_batch();
    }

    base::Task<void> produce(http::BodyWriter& writer) override {
        co_await writer.write(csv_.take());
        while (!finished_) {
            co_await read_batch();
            co_await writer.write(csv_.take());
        }
    }

  private:
    base::Task<void> read_batch() {
        const auto rows =
            co_await client_.bulk(sql::people::export_members, team_space_id_, after_name_, after_id_, batch_rows);
        for (const Row& member : rows) {
            write_row(csv_, member);
        }
        finished_ = rows.size() < static_cast<std::size_t>(batch_rows);
        if (!finished_) {
            const Row last = rows.back();
            after_name_ = last.name;
            after_id_ = last.id;
        }
    }

    postgres::Client client_;
    std::int64_t team_space_id_;
    std::string after_name_;
    std::int64_t after_id_ = 0;
    CsvWriter csv_;
    bool finished_ = false;
};

}  // namespace

base::Task<http::Response> export_members(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    auto stream = std::make_unique<MemberExport>(call.services().database, call.team_space());
    co_await stream->prepare();
    http::Response response = http::Response::of("text/csv; charset=utf-8; header=present", {});
    const base::Date today = std::chrono::floor<std::chrono::days>(call.services().clock.now());
    response.with("Content-Disposition", fmt::format("attachment; filename=\"members-{}.csv\"", base::to_text(today)));
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace gracy::hr
