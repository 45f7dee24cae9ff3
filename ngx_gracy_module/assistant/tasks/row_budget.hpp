// Paying for what a model writes into one row, which knows what its calls have set aside, so that nothing is lost with
// a run that is cut off.
#pragma once

#include "assistant/tasks/task_writer.hpp"
#include "postgres/client.hpp"

#include <cstdint>
#include <string_view>

namespace gracy::assistant {

/// Of the team space, on the day of each call. The statements are of the row's table: `reserve_statement` (team space,
/// row, kind, amount, cap, cap of the kind, cap of all tasks) gives the day that pays, or null; `settle_statement`
/// (team space, row, reserved, cost).
template <const auto& reserve_statement, const auto& settle_statement>
class RowBudget final : public CallBudget {
  public:
    /// `kind`: must outlive this, as must the database.
    RowBudget(postgres::Database& database, std::int64_t team_space_id, std::int64_t row_id, std::string_view kind)
        : client_(database), team_space_id_(team_space_id), row_id_(row_id), kind_(kind) {}

    base::Task<bool> reserve(std::int64_t amount, DailyBudget cap, std::int64_t kind_cap) override {
        const auto rows = co_await client_.write(reserve_statement, team_space_id_, row_id_, kind_, amount, cap.all,
                                                 kind_cap, cap.for_tasks);
        co_return rows.front().day.has_value();
    }
    base::Task<void> settle(std::int64_t reserved, std::int64_t cost) override {
        co_await client_.write(settle_statement, team_space_id_, row_id_, reserved, cost);
    }

  private:
    postgres::Client client_;
    const std::int64_t team_space_id_;
    const std::int64_t row_id_;
    const std::string_view kind_;
};

}  // namespace gracy::assistant
