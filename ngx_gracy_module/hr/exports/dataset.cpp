#include "hr/exports/dataset.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/exports.hpp"
#include "hr/exports/member_rows.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace gracy::hr {
namespace {

class Members final : public Dataset {
  public:
    Members(postgres::Transaction& snapshot, std::int64_t team_space_id, bool sees_all)
        : snapshot_(snapshot), team_space_id_(team_space_id), sees_all_(sees_all) {}

    void write_header(RowFormat& rows) const override { write_member_header(rows); }

    base::Task<std::int64_t> count() override {
        const auto rows = co_await snapshot_.run(sql::exports::count_exported_members, team_space_id_);
        co_return rows.front().total;
    }

    base::Task<std::size_t> write_next(RowFormat& out) override {
        const auto rows =
            co_await snapshot_.run(sql::people::export_members, team_space_id_, after_name_, after_id_, 500, sees_all_);
        for (const auto& member : rows) {
            write_member(out, member);
        }
        if (!rows.empty()) {
            const auto last = rows.back();
            after_name_ = last.name;
            after_id_ = last.id;
        }
        co_return rows.size();
    }

  private:
    postgres::Transaction& snapshot_;
    std::int64_t team_space_id_;
    bool sees_all_;
    std::string after_name_;
    std::int64_t after_id_ = 0;
};

class Kudos final : public Dataset {
  public:
    Kudos(postgres::Transaction& snapshot, std::int64_t team_space_id, std::int64_t viewer_id)
        : snapshot_(snapshot), team_space_id_(team_space_id), viewer_id_(viewer_id) {}

    void write_header(RowFormat& rows) const override { rows.header(columns); }

    base::Task<std::int64_t> count() override {
        const auto rows = co_await snapshot_.run(sql::exports::count_exported_kudos, team_space_id_, viewer_id_);
        co_return rows.front().total;
    }

    base::Task<std::size_t> write_next(RowFormat& out) override {
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
            out.row(columns, cells);
        }
        if (!rows.empty()) {
            const auto last = rows.back();
            after_at_ = last.created_at;
            after_id_ = last.id;
        }
        co_return rows.size();
    }

  private:
    static constexpr std::array<std::string_view, 13> columns{
        "id",     "created_at", "giver_id", "giver",  "recipient_ids", "recipients", "value",
        "points", "visibility", "source",   "boosts", "boost_points",  "message"};

    postgres::Transaction& snapshot_;
    std::int64_t team_space_id_;
    std::int64_t viewer_id_;
    base::Timestamp after_at_{std::chrono::sys_days(std::chrono::year(2000) / 1 / 1)};
    std::int64_t after_id_ = 0;
};

}  // namespace

std::unique_ptr<Dataset> dataset(std::string_view name, postgres::Transaction& snapshot, std::int64_t team_space_id,
                                 std::int64_t requester_id, bool manages_people) {
    if (name == "members") {
        return std::make_unique<Members>(snapshot, team_space_id, manages_people);
    }
    if (name == "kudos") {
        return std::make_unique<Kudos>(snapshot, team_space_id, requester_id);
    }
    throw std::logic_error("no such dataset: " + std::string(name));
}

}  // namespace gracy::hr
