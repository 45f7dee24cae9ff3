// Server-sent events (WHATWG HTML, 9.2.6), pushed in pieces that may end anywhere: in a line's end, in a character.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// The stream is no stream of events, or has more in one than is read.
struct EventStreamError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class EventStream {
  public:
    /// Told the data of an event, its lines joined by line feeds. Events without data are not told.
    using OnData = std::function<void(std::string_view data)>;

    /// `limit`: bytes of one event, and of one line.
    explicit EventStream(OnData on_data, std::size_t limit = std::size_t(1) << 18)
        : on_data_(std::move(on_data)), limit_(limit) {}

    /// Throws EventStreamError.
    void push(std::string_view bytes);

  private:
    void end_line();

    OnData on_data_;
    const std::size_t limit_;
    std::string line_;
    std::string data_;
    bool has_data_ = false;
    bool after_return_ = false;
    bool first_line_ = true;
};

}  // namespace gracy::assistant
