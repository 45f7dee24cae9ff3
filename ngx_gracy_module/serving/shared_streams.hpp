// Counts members' streams in the zone, for all workers; what a killed one held is nobody's.
#pragma once

#include "access/open_streams.hpp"
#include "serving/numbers.hpp"

namespace gracy::serving {

class SharedStreams final : public access::OpenStreams {
  public:
    /// `mine` is this process's slot, even when it is none of `numbers`. Both must outlive this.
    SharedStreams(const Numbers& numbers, WorkerSlot& mine) : numbers_(numbers), mine_(mine) {}

    std::size_t add(std::uint64_t member) override;
    void remove(std::uint64_t member) override;

  private:
    const Numbers& numbers_;
    WorkerSlot& mine_;
};

}  // namespace gracy::serving
