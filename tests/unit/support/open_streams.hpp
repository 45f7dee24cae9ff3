// Streams of one process, as of one that shares them with nobody.
#pragma once

#include "access/open_streams.hpp"

#include <map>

class StreamsOfOneProcess final : public gracy::access::OpenStreams {
  public:
    std::size_t add(std::uint64_t member) override { return ++open_[member]; }
    void remove(std::uint64_t member) override { --open_[member]; }

  private:
    std::map<std::uint64_t, std::size_t> open_;
};
