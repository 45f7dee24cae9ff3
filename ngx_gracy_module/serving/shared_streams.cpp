#include "serving/shared_streams.hpp"

#include <algorithm>

namespace gracy::serving {
namespace {

auto is(std::uint64_t member) {
    return [member](const std::atomic<std::uint64_t>& held) { return held == member; };
}

void replace(WorkerSlot& slot, std::uint64_t before, std::uint64_t after) {
    const auto place = std::ranges::find_if(slot.stream_members, is(before));
    if (place != slot.stream_members.end()) {
        *place = after;
    }
}

std::size_t held_by(const WorkerSlot& slot, std::uint64_t member) {
    return static_cast<std::size_t>(std::ranges::count_if(slot.stream_members, is(member)));
}

}  // namespace

std::size_t SharedStreams::add(std::uint64_t member) {
    // Written before it is counted: of two processes that take the last place at once, one sees the other.
    replace(mine_, 0, member);
    std::size_t count = held_by(mine_, member);
    for (const WorkerSlot& other : numbers_.workers) {
        if (&other == &mine_ || other.owner == 0) {
            continue;
        }
        const std::size_t held = held_by(other, member);
        count += held != 0 && other.is_alive() ? held : 0;
    }
    return count;
}

void SharedStreams::remove(std::uint64_t member) {
    replace(mine_, member, 0);
}

}  // namespace gracy::serving
