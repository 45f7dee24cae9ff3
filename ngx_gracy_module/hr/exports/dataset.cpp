#include "hr/exports/dataset.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/exports.hpp"
#include "hr/exports/member_file.hpp"
#include "hr/exports/member_rows.hpp"
#include "hr/exports/row_format.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace gracy::hr {
namespace {

class Members final : public Dataset {
  public:
    Members(postgres::Transaction& snapshot, const FileOrder& order)
        : snapshot_(snapshot),
          team_space_id_(order.team_space_id),
          sees_all_(access::includes(order.scopes, access::Scope::people_write)),
          lines_(row_format(order.format)) {}

    void write_header(std::string& out) override {
        write_member_header(*lines_);
        out += lines_->take();
    }

    base::Task<std::int64_t> count() override {
        const auto rows = co_await snapshot_.run(sql::exports::count_exported_members, team_space_id_);
        co_return rows.front().total;
    }

    base::Task<std::size_t> write_next(std::string& out) override {
        const auto rows =
            co_await snapshot_.run(sql::people::export_members, team_space_id_, after_name_, after_id_, 500, sees_all_);
        for (const auto& member : rows) {
            write_member(*lines_, member);
        }
        if (!rows.empty()) {
            const auto last = rows.back();
            after_name_ = last.name;
            after_id_ = last.id;
        }
        out += lines_->take();
        co_return rows.size();
    }

  private:
    postgres::Transaction& snapshot_;
    std::int64_t team_space_id_;
    bool sees_all_;
    std::unique_ptr<RowFormat> lines_;
    std::string after_name_;
    std::int64_t after_id_ = 0;
};

class Kudos final : public Dataset {
  public:
    Kudos(postgres::Transaction& snapshot, const FileOrder& order)
        : snapshot_(snapshot),
          team_space_id_(order.team_space_id),
          viewer_id_(order.requester_id),
          lines_(row_format(order.format)) {}

    void write_header(std::string& out) override {
        lines_->header(columns);
        out += lines_->take();
    }

    base::Task<std::int64_t> count() override {
        const auto rows = co_await snapshot_.run(sql::exports::count_exported_kudos, team_space_id_, viewer_id_);
        co_return rows.front().total;
    }

    base::Task<std::size_t> write_next(std::string& out) override {
        const auto rows =
            co_await snapshot_.run(sql::exports::export_kudos, team_space_id_, viewer_id_, after_at_, after_id_, 200);
        for (const auto& gift : rows) {
            const auto giver = gift.giver_id ? std::optional(std::to_string(*gift.giver_id)) : std::nullopt;
            const std::array<Cell, columns.size()> cells{std::to_string(gift.id),
                                                         gift.local_time,
                                                         giver,
                                                         gift.giver_name,
                                                         gift.recipient_ids,
                                                         gift.recipient_names,
                                                         gift.value_name,
                                                         gift.points,
                                                         gift.visibility,
                                                         gift.source,
                                                         gift.boosts,
                                                         gift.boost_points,
                                                         gift.message};
            lines_->row(columns, cells);
        }
        if (!rows.empty()) {
            const auto last = rows.back();
            after_at_ = last.created_at;
            after_id_ = last.id;
        }
        out += lines_->take();
        co_return rows.size();
    }

  private:
    static constexpr std::array<std::string_view, 13> columns{
        "id",     "created_at", "giver_id", "giver",  "recipient_ids", "recipients", "value",
        "points", "visibility", "source",   "boosts", "boost_points",  "message"};

    postgres::Transaction& snapshot_;
    std::int64_t team_space_id_;
    std::int64_t viewer_id_;
    std::unique_ptr<RowFormat> lines_;
    base::Timestamp after_at_{std::chrono::sys_days(std::chrono::year(2000) / 1 / 1)};
    std::int64_t after_id_ = 0;
};

}  // namespace

std::unique_ptr<Dataset> dataset(const FileOrder& order, postgres::Transaction& snapshot) {
    if (order.dataset == "members") {
        return std::make_unique<Members>(snapshot, order);
    }
    if (order.dataset == "kudos") {
        return std::make_unique<Kudos>(snapshot, order);
    }
    if (order.dataset == "member") {
        return member_file(order, snapshot);
    }
    throw std::logic_error("no such dataset: " + order.dataset);
}

access::Scope scopes_for(std::string_view dataset) {
    if (dataset == "kudos") {
        return access::Scope::kudos_read;
    }
    return dataset == "member" ? access::Scope::people_export | access::Scope::people_write
                               : access::Scope::people_export;
}

access::Scope scopes_to_read(std::string_view dataset, access::Scope asked_with) {
    // The days on which members will leave.
    return scopes_for(dataset) |
           (dataset == "members" ? asked_with & access::Scope::people_write : access::Scope::none);
}

}  // namespace gracy::hr
