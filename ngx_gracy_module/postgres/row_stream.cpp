#include "postgres/row_stream.hpp"

#include <algorithm>

namespace gracy::postgres {
namespace {

std::unique_ptr<Slot> row_slot(std::uint16_t statement, Params params, RowQuery& rows) {
    auto slot = std::make_unique<Slot>(statement, std::move(params));
    slot->row_by_row = true;
    slot->rows = &rows;
    return slot;
}

}  // namespace

RowQuery::RowQuery(Lane& lane, std::uint16_t statement, Params params)
    : PendingQuery(lane, row_slot(statement, std::move(params), *this)) {}

RowQuery::~RowQuery() {
    if (slot_ != nullptr) {
        slot_->rows = nullptr;
    }
}

bool RowQuery::take_row(Result row) {
    rows_.push_back(std::move(row));
    wake();
    return rows_.size() < most_waiting;
}

std::vector<Result> RowQuery::await_resume() {
    std::vector<Result> rows = std::exchange(rows_, {});
    if (rows.empty()) {
        take();
    }
    return rows;
}

RowSource::RowSource(io::Reactor& reactor, Lease lease, std::uint16_t statement, Params params,
                     std::chrono::milliseconds patience)
    : reactor_(reactor),
      due_(reactor.now() + patience),
      patience_(reactor.timer(io::AtShutdown::ignores,
                              [this] {
                                  query_.reset();
                                  lease_.reset();
                              })),
      lease_(std::make_unique<Lease>(std::move(lease))),
      query_(std::make_unique<RowQuery>(*lease_, statement, std::move(params))) {}

base::Task<std::vector<Result>> RowSource::next() {
    patience_->stop();
    if (let_go()) {
        co_return std::vector<Result>();
    }
    std::vector<Result> rows = co_await *query_;
    if (!rows.empty()) {
        lease_->resume();
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(due_ - reactor_.now());
        patience_->start(std::max(left, std::chrono::milliseconds(0)));
    }
    co_return rows;
}

}  // namespace gracy::postgres
