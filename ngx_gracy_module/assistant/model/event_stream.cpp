#include "assistant/model/event_stream.hpp"

#include <algorithm>

namespace gracy::assistant {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

void EventStream::push(std::string_view bytes) {
    for (const char c : bytes) {
        const bool second_half = after_return_ && c == '\n';
        after_return_ = c == '\r';
        if (second_half) {
            continue;
        }
        if (c == '\r' || c == '\n') {
            end_line();
            continue;
        }
        if (line_.size() == limit_) {
            throw EventStreamError("a line of the stream is too long");
        }
        line_ += c;
    }
}

void EventStream::end_line() {
    std::string_view line = line_;
    if (first_line_ && line.starts_with(byte_order_mark)) {
        line.remove_prefix(byte_order_mark.size());
    }
    first_line_ = false;
    if (line.empty()) {
        if (has_data_) {
            on_data_(data_);
        }
        data_.clear();
        has_data_ = false;
    } else if (line == "data" || line.starts_with("data:")) {
        std::string_view value = line.substr(std::min<std::size_t>(line.size(), 5));
        if (value.starts_with(' ')) {
            value.remove_prefix(1);
        }
        if (data_.size() + value.size() + 1 > limit_) {
            throw EventStreamError("an event of the stream is too large");
        }
        if (has_data_) {
            data_ += '\n';
        }
        data_ += value;
        has_data_ = true;
    }  // comments, and fields that mean nothing here
    line_.clear();
}

}  // namespace gracy::assistant
