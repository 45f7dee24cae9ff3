#include "staking/reconciling/long_reading.hpp"

#include "base/log.hpp"
#include "gracy/sql/staking.hpp"
#include "postgres/client.hpp"

namespace gracy::staking {

Progress LongReading::begin(std::int64_t first, std::int64_t last) {
    const Progress progress(first, last, reactor_.now());
    status_.reading = {.blocks_left = progress.blocks_left()};
    return progress;
}

base::Task<void> LongReading::note(Progress& progress, std::int64_t block) {
    const std::int64_t percent = progress.percent();
    progress.reached(block);
    const std::int64_t left = progress.time_left(reactor_.now()).count();
    status_.reading = {.blocks_left = progress.blocks_left(), .seconds_left = left};
    if (progress.blocks_left() == 0) {
        co_return;
    }
    if (progress.percent() > percent) {
        base::log(base::LogLevel::info,
                  "{}: read up to block {}, {} % of what there is to read; {} seconds left at this pace",
                  contract_.label, block, progress.percent(), left);
    }
    postgres::Client client(database_);
    co_await client.write(sql::staking::note_reading, crowd_.chain_id(), base::Bytes(contract_.address),
                          progress.first(), progress.last(), block, left);
}

base::Task<void> LongReading::end() {
    postgres::Client client(database_);
    co_await client.write(sql::staking::end_reading, crowd_.chain_id(), base::Bytes(contract_.address));
}

}  // namespace gracy::staking
