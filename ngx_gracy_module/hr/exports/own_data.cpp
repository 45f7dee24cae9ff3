#include "hr/exports/own_data.hpp"

#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "access/write_mark.hpp"
#include "base/json.hpp"
#include "gracy/sql/exports.hpp"
#include "http/page.hpp"
#include "http/query.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace gracy::hr {
namespace {

constexpr std::int32_t rows_at_once = 100;

class OwnDataStream final : public http::BodyStream {
  public:
    OwnDataStream(access::Call& call, std::span<const OwnSection> sections)
        : services_(call.services()),
          principal_(call.principal()),
          reads_primary_(access::carries_write_mark(call.services().keys, call.services().clock.now(), call.request())),
          client_(call.services().database),
          sections_(sections) {}

    /// Before the response begins, so that what fails at once is still a problem with a status.
    base::Task<void> prepare() {
        const auto rows =
            co_await client_.read(sql::exports::get_own_records, principal_.team_space_id, principal_.member_id);
        const auto own = rows.front();
        out_ = fmt::format(R"({{"teams":{},"roles":{},"surveys":{},"slack_accounts":{})", own.teams, own.roles,
                           own.surveys, own.slack_accounts);
        if (access::includes(principal_.scopes, access::Scope::staking_read)) {
            out_ += fmt::format(R"(,"wallets":{})", own.wallets);
        }
    }

    base::Task<void> produce(http::BodyWriter& writer) override {
        co_await writer.write(std::exchange(out_, {}));
        for (const OwnSection& section : sections_) {
            if (access::includes(principal_.scopes, section.scope)) {
                co_await write_section(writer, section);
            }
        }
        if (access::includes(principal_.scopes, access::Scope::policies_read)) {
            co_await write_rows(writer, "questions", sql::exports::list_own_questions);
            co_await write_rows(writer, "tasks", sql::exports::list_own_tasks);
            co_await write_rows(writer, "tickets", sql::exports::list_own_tickets);
        }
        co_await writer.write("}");
    }

  private:
    base::Task<void> write_section(http::BodyWriter& writer, const OwnSection& section) {
        out_ = fmt::format(R"(,"{}":)", section.name);
        if (section.is_object) {
            out_ += (co_await ask(section, query_of(section))).body;
            co_await writer.write(std::exchange(out_, {}));
            co_return;
        }
        out_ += '[';
        bool is_first = true;
        for (std::optional<std::string> query = query_of(section); query;) {
            const http::Response page = co_await ask(section, *query);
            const base::Json body = base::Json::parse(page.body, {.bytes = page.body.size()});
            for (const base::JsonView row : body["data"].elements()) {
                out_ += is_first ? "" : ",";
                out_ += row.dump();
                is_first = false;
            }
            const auto cursor = body["page"]["next_cursor"].string();
            query = cursor ? std::optional(http::QueryReader(*query).with("cursor", *cursor, "offset")) : std::nullopt;
            co_await writer.write(std::exchange(out_, {}));
        }
        co_await writer.write("]");
    }

    std::string query_of(const OwnSection& section) const {
        std::string query(section.query);
        if (const std::size_t place = query.find("{id}"); place != std::string::npos) {
            query.replace(place, 4, std::to_string(principal_.member_id));
        }
        return query;
    }

    base::Task<http::Response> ask(const OwnSection& section, std::string_view query) {
        http::Request request;
        request.method = http::Method::get;
        request.path = section.path;
        request.query = query;
        access::RateGuard rates(services_, request);  // the download as a whole has been counted
        access::Call call(request, services_, rates, principal_, {}, reads_primary_);
        co_return co_await section.read(call);
    }

    /// Rows that are JSON already, the newest first.
    template <class Statement>
    base::Task<void> write_rows(http::BodyWriter& writer, std::string_view name, const Statement& statement) {
        out_ = fmt::format(R"(,"{}":[)", name);
        bool is_first = true;
        std::int64_t before_id = INT64_MAX;
        while (true) {
            const auto rows = co_await client_.read(statement, principal_.team_space_id, principal_.member_id,
                                                    before_id, rows_at_once);
            for (const auto& row : rows) {
                out_ += is_first ? "" : ",";
                out_ += row.document;
                is_first = false;
                before_id = row.id;
            }
            const bool is_last = rows.size() < static_cast<std::size_t>(rows_at_once);
            out_ += is_last ? "]" : "";
            co_await writer.write(std::exchange(out_, {}));
            if (is_last) {
                co_return;
            }
        }
    }

    access::Services& services_;
    access::Principal principal_;
    bool reads_primary_;
    postgres::Client client_;
    std::span<const OwnSection> sections_;
    std::string out_;
};

}  // namespace

base::Task<http::Response> send_own_data(access::Call& call, std::span<const OwnSection> sections) {
    http::QueryReader(call.request().query).finish();
    auto stream = std::make_unique<OwnDataStream>(call, sections);
    std::string file = "my-data";
    // Who only asks for the head gets no data, and causes nothing.
    if (call.request().method != http::Method::head) {
        const auto rows = co_await call.database().write(sql::exports::record_own_export, call.team_space(),
                                                         call.principal().member_id, call.request().request_id);
        file += '-' + base::to_text(rows.front().today);
        co_await stream->prepare();
    }
    http::Response response = http::Response::of("application/json", {});
    response.with("Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", file));
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace gracy::hr
