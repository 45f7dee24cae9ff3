#include "hr/exports/list_file.hpp"

#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "access/write_mark.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/exports.hpp"
#include "hr/exports/row_format.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gracy::hr {
namespace {

base::JsonView member_of(base::JsonView row, std::string_view path) {
    const std::size_t dot = path.find('.');
    return dot == std::string_view::npos ? row[path] : member_of(row[path.substr(0, dot)], path.substr(dot + 1));
}

Cell cell_of(base::JsonView value) {
    if (!value || value.is_null()) {
        return {};
    }
    if (const auto text = value.string()) {
        return *text;
    }
    Cell cell(value.dump());
    if (value.is_number()) {
        cell.kind = Cell::Kind::number;
        // As the list writes it: the shortest text that is this number.
        if (!value.is_integer()) {
            cell.text = fmt::format("{}", value.number().value());
        }
    }
    return cell;
}

/// Of pages as long as they may be. Throws Problem for what chooses a page.
std::string query_of_first_page(std::string_view query) {
    const http::QueryReader reader(query);
    std::vector<http::FieldError> errors;
    for (const std::string_view name : {"include", "limit", "offset", "cursor"}) {
        if (reader.has(name)) {
            errors.push_back(http::field_error::unknown(http::FieldError::Place::query, std::string(name)));
        }
    }
    if (!errors.empty()) {
        throw http::Problem::malformed_query(std::move(errors));
    }
    return reader.with("limit", std::to_string(http::PageQuery::max_limit), "limit");
}

class ListStream final : public http::BodyStream {
  public:
    ListStream(access::Call& call, const ListFile& file)
        : services_(call.services()),
          principal_(call.principal()),
          reads_primary_(access::carries_write_mark(call.services().keys, call.services().clock.now(), call.request())),
          file_(file),
          path_(call.request().path),
          parameters_(call.path_parameters().in(call.request().path, path_)),
          next_query_(file.is_paged ? query_of_first_page(call.request().query) : std::string(call.request().query)) {}

    /// Before the response begins, so that what the list refuses is still a problem with a status.
    base::Task<void> prepare() {
        out_->header(file_.columns);
        co_await read_page();
    }

    base::Task<void> produce(http::BodyWriter& writer) override {
        co_await writer.write(out_->take());
        while (next_query_) {
            co_await writer.give_way();
            co_await read_page();
            co_await writer.write(out_->take());
        }
    }

  private:
    base::Task<void> read_page() {
        http::Request request;
        request.method = http::Method::get;
        request.path = path_;
        request.query = *next_query_;
        access::RateGuard rates(services_, request);  // the download as a whole has been counted
        access::Call call(request, services_, rates, principal_, parameters_, reads_primary_);
        const http::Response page = co_await file_.list(call);
        const base::Json body = base::Json::parse(page.body, {.bytes = page.body.size()});
        const std::map<std::string, std::string> local_times = co_await read_local_times(call, body["data"]);
        for (const base::JsonView row : body["data"].elements()) {
            if (file_.inner.empty()) {
                write_row(row, {}, local_times);
            }
            for (const base::JsonView part : row[file_.inner].elements()) {
                write_row(row, part, local_times);
            }
        }
        const auto cursor = body["page"]["next_cursor"].string();
        next_query_ =
            cursor ? std::optional(http::QueryReader(request.query).with("cursor", *cursor, "offset")) : std::nullopt;
    }

    /// By the moments as the list tells them.
    base::Task<std::map<std::string, std::string>> read_local_times(access::Call& call, base::JsonView rows) {
        std::vector<std::string_view> moments;
        for (const base::JsonView row : rows.elements()) {
            for (const std::string_view column : file_.moments) {
                if (const auto moment = member_of(row, column).string()) {
                    moments.push_back(*moment);
                }
            }
        }
        std::map<std::string, std::string> local_times;
        if (!moments.empty()) {
            const auto told = co_await call.database().read(sql::exports::list_local_times, call.team_space(), moments);
            for (const auto& time : told) {
                local_times.emplace(time.moment, time.local_time);
            }
        }
        co_return local_times;
    }

    /// A column's value in a row, or in the part of it that `inner` has.
    base::JsonView value_of(base::JsonView row, base::JsonView part, std::string_view column) const {
        const bool is_inside = !file_.inner.empty() && column.starts_with(file_.inner) &&
                               column.substr(file_.inner.size()).starts_with('.');
        return is_inside ? member_of(part, column.substr(file_.inner.size() + 1)) : member_of(row, column);
    }

    void write_row(base::JsonView row, base::JsonView part, const std::map<std::string, std::string>& local_times) {
        std::vector<Cell> cells;
        cells.reserve(file_.columns.size());
        for (const std::string_view column : file_.columns) {
            Cell cell = cell_of(value_of(row, part, column));
            if (cell.kind == Cell::Kind::text && std::ranges::find(file_.moments, column) != file_.moments.end()) {
                cell.text = local_times.at(cell.text);
            }
            cells.push_back(std::move(cell));
        }
        out_->row(file_.columns, cells);
    }

    access::Services& services_;
    access::Principal principal_;
    bool reads_primary_;
    const ListFile& file_;
    std::string path_;
    http::PathParameters parameters_;
    /// Nothing at the end.
    std::optional<std::string> next_query_;
    std::unique_ptr<RowFormat> out_ = row_format("csv");
};

}  // namespace

base::Task<http::Response> send_as_csv(access::Call& call, const ListFile& file) {
    auto stream = std::make_unique<ListStream>(call, file);
    co_await stream->prepare();
    std::string name(file.name);
    for (const std::string_view value : call.path_parameters().all()) {
        name += fmt::format("-{}", value);
    }
    // Who only asks for the head gets no data.
    if (call.request().method != http::Method::head) {
        const auto rows = co_await call.database().write(sql::exports::record_list_file, call.team_space(),
                                                         call.principal().member_id, name, call.request().query,
                                                         call.request().request_id);
        name += '-' + base::to_text(rows.front().today);
    }
    http::Response response = http::Response::of(content_type_of("csv"), {});
    response.with("Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", name));
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace gracy::hr
