#include "postgres/query.hpp"

#include <libpq-fe.h>

namespace gracy::postgres {

Slot::~Slot() {
    if (waiter != nullptr) {
        waiter->fail(Error(ErrorKind::unavailable, {}, "the database client was closed"));
    }
}

void Slot::complete(Result result) noexcept {
    if (waiter != nullptr) {
        std::exchange(waiter, nullptr)->complete(std::move(result));
    }
}

void Slot::fail(Error error) noexcept {
    if (waiter != nullptr) {
        std::exchange(waiter, nullptr)->fail(std::move(error));
    }
}

PendingQuery::PendingQuery(Lane& lane, std::unique_ptr<Slot> slot) : slot_(slot.get()) {
    slot->waiter = this;
    lane.submit(std::move(slot));
}

PendingQuery::~PendingQuery() {
    if (slot_ != nullptr) {
        slot_->waiter = nullptr;
    }
}

void PendingQuery::complete(Result result) noexcept {
    result_ = std::move(result);
    finish();
}

void PendingQuery::fail(Error error) noexcept {
    error_.emplace(std::move(error));
    finish();
}

void PendingQuery::finish() noexcept {
    slot_ = nullptr;
    wake();
}

void PendingQuery::wake() noexcept {
    if (base::Runner* runner = std::exchange(runner_, nullptr)) {
        runner->ready(waiting_);
    }
}

Result PendingQuery::take() {
    if (error_) {
        throw *std::exchange(error_, std::nullopt);
    }
    return std::move(result_);
}

std::string ControlQuery::await_resume() {
    const Result result = take();
    return PQcmdStatus(const_cast<pg_result*>(result.get()));
}

}  // namespace gracy::postgres
