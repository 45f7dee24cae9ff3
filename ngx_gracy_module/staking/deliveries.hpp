// From stored webhook deliveries to events. nginx verified their signature and stored them whole; here they are read.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/abi.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace gracy::staking {

struct DeliveryReport {
    std::size_t processed = 0;
    /// Something was said to be missing, or could not be used: the chain itself should be asked soon.
    bool ask_chain = false;
    /// More deliveries are waiting.
    bool more = false;
};

class Deliveries {
  public:
    Deliveries(postgres::Database& database, std::int64_t chain_id, const Address& contract, const EventForms& events)
        : database_(database), chain_id_(chain_id), contract_(contract), events_(events) {}

    /// Takes a few deliveries and turns what they say into pending events. One that fails for want of the database
    /// comes again in a minute. Throws postgres::Error.
    base::Task<DeliveryReport> process();

  private:
    struct Stored;
    struct Verdict;

    base::Task<Verdict> process_one(Stored stored);

    postgres::Database& database_;
    const std::int64_t chain_id_;
    const Address contract_;
    const EventForms& events_;
};

}  // namespace gracy::staking
