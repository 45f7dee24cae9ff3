#include "staking/seasons/season_export.hpp"

#include "access/services.hpp"
#include "base/csv.hpp"
#include "gracy/sql/staking.hpp"
#include "staking/seasons/season_figures.hpp"

#include <fmt/format.h>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>

namespace gracy::staking {
namespace {

constexpr std::int32_t everybody = INT32_MAX;
/// What a reader who has fallen behind gets at once: little, because what it does not take in time is read in vain.
constexpr std::int32_t rows_for_the_slow = 500;
/// A piece of the body: worth its way, and no burden while it waits.
constexpr std::size_t piece_size = 16 * 1024;

/// The accounts, row by row as they come from the database. From a slow reader the stream lets go of its connection,
/// and a further statement goes on after the last account: of the same proven block, so with the same figures.
class SeasonExport final : public http::BodyStream {
  public:
    SeasonExport(postgres::Database& database, SeasonScope scope) : client_(database), scope_(std::move(scope)) {}

    /// Before the response begins, so that what fails at once is still a problem with a status.
    base::Task<void> prepare() {
        write({"account", "staked_at_start", "staked", "withdrawn", "claimed", "staked_at_end", "events",
               "rewards_swept"});
        co_await begin(everybody);
        co_await read_piece();
    }

    base::Task<void> produce(http::BodyWriter& writer) override {
        co_await writer.write(csv_.take());
        while (rows_) {
            co_await read_piece();
            co_await writer.write(csv_.take());
        }
        co_await write_totals();
        co_await writer.write(csv_.take());
    }

  private:
    base::Task<void> begin(std::int32_t limit) {
        rows_.emplace(co_await client_.stream(sql::staking::export_season, scope_.contract.chain_id,
                                              scope_.contract.address, scope_.starts_at, scope_.ends_at,
                                              scope_.up_to_block, base::bytes_of(after_), limit));
        left_ = limit;
    }

    base::Task<void> read_piece() {
        while (rows_ && csv_.size() < piece_size) {
            const auto some = co_await rows_->next();
            for (const auto& rows : some) {
                const auto account = rows.front();
                write({to_hex_text(account.account), account.staked_at_start, account.staked, account.withdrawn,
                       account.claimed, account.staked_at_end, std::to_string(account.events), ""});
                after_ = base::text_of(account.account);
                --left_;
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

    base::Task<void> write_totals() {
        const auto rows =
            co_await client_.bulk(sql::staking::summarise_season, scope_.contract.chain_id, scope_.contract.address,
                                  scope_.number, scope_.starts_at, scope_.ends_at, scope_.up_to_block);
        const auto total = rows.front();
        write({"total", total.staked_at_start, total.staked, total.withdrawn, total.claimed, total.staked_at_end,
               std::to_string(total.events), total.swept.value_or("")});
    }

    void write(std::initializer_list<std::string_view> cells) {
        for (const std::string_view cell : cells) {
            csv_.field(cell);
        }
        csv_.end_row();
    }

    postgres::Client client_;
    const SeasonScope scope_;
    base::CsvWriter csv_;
    /// Nothing at the end.
    std::optional<postgres::RowStream<sql::staking::export_season_row>> rows_;
    std::string after_;
    std::int32_t left_ = 0;
};

}  // namespace

base::Task<http::Response> export_season(access::Call& call) {
    const SeasonScope scope = co_await season_scope(call);
    auto stream = std::make_unique<SeasonExport>(call.services().database, scope);
    // Who only asks for the head gets no data, and causes nothing.
    if (call.request().method != http::Method::head) {
        co_await stream->prepare();
    }
    http::Response response = http::Response::of("text/csv; charset=utf-8; header=present", {});
    const std::string block = scope.up_to_block < 0 ? "none" : std::to_string(scope.up_to_block);
    response.with("Content-Disposition",
                  fmt::format("attachment; filename=\"season-{}-block-{}.csv\"", scope.number, block));
    response.with("Gracy-Proven-Block", block);
    response.with("Cache-Control", "private, no-store");
    response.stream = std::move(stream);
    co_return response;
}

}  // namespace gracy::staking
