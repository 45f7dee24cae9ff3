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

/// What is read of a chain.
struct ReadSpan {
    std::int64_t first;
    std::int64_t last;
    /// Blocks of a piece, at most.
    std::int64_t most_blocks;
    /// How many pieces are read or wait to be handed over, at most, which bounds the memory that they take. Asked
    /// whenever another one may begin.
    std::move_only_function<std::size_t()> pieces_at_once;
    /// From then on no further piece is begun.
    io::Deadline until = io::Deadline::max();
};

/// A provider's word on some blocks takes one call, and what is in a block takes several: so how many blocks make a
/// piece, and how many pieces are worth reading at once, is learned from how long pieces take. They begin small, and
/// stay so short that whoever is stopped, or killed, loses little. Whoever reads for a time and goes on later keeps it:
/// else those whom every beginning overwhelms would never come to an end.
struct ReadingPace {
    static constexpr std::size_t most_pieces = 16;

    /// Of a piece.
    std::int64_t blocks = 16;
    std::size_t pieces = most_pieces;
    /// What a piece may take.
    std::chrono::milliseconds longest{20'000};

    struct Read {
        std::int64_t blocks;
        std::size_t pieces;
        std::chrono::steady_clock::duration took;
    };
    /// From the pace that a piece was begun with: others that were say the same.
    void learn(const Read& read, std::int64_t most_blocks) {
        if (read.took > longest && read.blocks > 1) {
            blocks = std::min(blocks, read.blocks / 2);
        } else if (read.took > longest) {
            pieces = std::min(pieces, std::max<std::size_t>(read.pieces / 2, 1));
        } else if (read.took < longest / 4 && read.pieces < most_pieces) {
            pieces = std::max(pieces, std::min(most_pieces, 2 * read.pieces));
        } else if (read.took < longest / 4) {
            blocks = std::max(blocks, std::min(most_blocks, 2 * read.blocks));
        }
    }

    /// All of the time was not enough for one piece.
    void give_way() {
        constexpr std::int64_t parts = 4;
        if (blocks == 1) {
            pieces = std::max<std::size_t>(pieces / parts, 1);
        }
        blocks = std::max<std::int64_t>(blocks / parts, 1);
    }
};

template <class Piece>
class ReadAhead {
  public:
    using Read = std::function<base::Task<Piece>(std::int64_t first, std::int64_t last)>;

    /// `read` is called for each piece, before the ones below it have ended. `pace` must outlive this.
    ReadAhead(io::Reactor& reactor, ReadSpan span, ReadingPace& pace, Read read)
        : reactor_(reactor), span_(std::move(span)), pace_(pace), read_(std::move(read)), pieces_(reactor) {}
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ~ReadAhead() {
        if (has_begun_ && !has_handed_over_) {
            pace_.give_way();
        }
    }

    /// The next piece, or nothing behind the last one that was begun. Throws what reading it threw.
    base::Task<std::optional<Piece>> next() {
        while (may_begin()) {
            const std::int64_t blocks = std::clamp<std::int64_t>(pace_.blocks, 1, span_.most_blocks);
            const std::int64_t last = std::min(span_.last, span_.first + blocks - 1);
            pieces_.begin(read_timed(span_.first, last));
            span_.first = last + 1;
            has_begun_ = true;
        }
        if (pieces_.empty()) {
            co_return std::nullopt;
        }
        Timed read = co_await pieces_.next();
        has_handed_over_ = true;
        pace_.learn(read.how, span_.most_blocks);
        co_return std::move(read.piece);
    }

  private:
    struct Timed {
        Piece piece;
        ReadingPace::Read how;
    };

    /// The first one whatever the time is: something has to be read.
    bool may_begin() {
        return span_.first <= span_.last && pieces_.size() < std::min(span_.pieces_at_once(), pace_.pieces) &&
               (!has_begun_ || reactor_.now() < span_.until);
    }

    base::Task<Timed> read_timed(std::int64_t first, std::int64_t last) {
        const auto began = reactor_.now();
        const std::size_t pieces = pace_.pieces;
        Piece piece = co_await read_(first, last);
        co_return Timed{std::move(piece), {last - first + 1, pieces, reactor_.now() - began}};
    }

    io::Reactor& reactor_;
    ReadSpan span_;
    ReadingPace& pace_;
    Read read_;
    bool has_begun_ = false;
    bool has_handed_over_ = false;
    io::OrderedTasks<Timed> pieces_;
};

}  // namespace gracy::staking
