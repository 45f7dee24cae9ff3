// Blocks in pieces: several are read at once, and they are handed over in their order.
#pragma once

#include "base/task.hpp"
#include "io/ordered_tasks.hpp"
#include "io/reactor.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace gracy::staking {

/// How much of a chain is read, and how much at a time.
struct ReadSpan {
    std::int64_t first;
    std::int64_t last;
    /// Blocks of a piece, at most.
    std::int64_t most_blocks;
    /// How many pieces are read or wait to be handed over, at most, which bounds the memory that they take. Asked
    /// whenever another one may begin.
    std::move_only_function<std::size_t()> pieces_at_once;
};

/// A provider's word on some blocks takes one call, and what is in a block takes several: so how many blocks make a
/// piece is learned from how long pieces take. They begin small, and stay so short that whoever is stopped, or killed,
/// loses little.
template <class Piece>
class ReadAhead {
  public:
    using Read = std::function<base::Task<Piece>(std::int64_t first, std::int64_t last)>;

    /// `read` is called for each piece, before the ones below it have ended.
    ReadAhead(io::Reactor& reactor, ReadSpan span, Read read)
        : reactor_(reactor), span_(std::move(span)), read_(std::move(read)), pieces_(reactor) {}

    /// The next piece, or nothing behind the last one. Throws what reading it threw.
    base::Task<std::optional<Piece>> next() {
        while (span_.first <= span_.last && pieces_.size() < span_.pieces_at_once()) {
            const std::int64_t last = std::min(span_.last, span_.first + blocks_ - 1);
            pieces_.begin(read_timed(span_.first, last));
            span_.first = last + 1;
        }
        if (pieces_.empty()) {
            co_return std::nullopt;
        }
        Timed read = co_await pieces_.next();
        learn(read);
        co_return std::move(read.piece);
    }

    /// As pieces are begun now.
    std::int64_t blocks_of_a_piece() const { return blocks_; }

  private:
    static constexpr std::int64_t blocks_at_first = 128;
    static constexpr std::chrono::seconds quick{5};
    static constexpr std::chrono::seconds slow{20};

    struct Timed {
        Piece piece;
        std::int64_t blocks;
        std::chrono::steady_clock::duration took;
    };

    base::Task<Timed> read_timed(std::int64_t first, std::int64_t last) {
        const auto began = reactor_.now();
        Piece piece = co_await read_(first, last);
        co_return Timed{std::move(piece), last - first + 1, reactor_.now() - began};
    }

    /// From the size that the piece had: those that were begun with it say the same.
    void learn(const Timed& read) {
        if (read.took > slow) {
            blocks_ = std::min(blocks_, std::max<std::int64_t>(read.blocks / 2, 1));
        } else if (read.took < quick) {
            blocks_ = std::max(blocks_, std::min(span_.most_blocks, 2 * read.blocks));
        }
    }

    io::Reactor& reactor_;
    ReadSpan span_;
    Read read_;
    std::int64_t blocks_ = std::min(span_.most_blocks, blocks_at_first);
    io::OrderedTasks<Timed> pieces_;
};

}  // namespace gracy::staking
