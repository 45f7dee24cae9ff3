#include "base/frame_pool.hpp"
#include "test.hpp"

#include <cstring>
#include <vector>

using gracy::base::allocate_frame;
using gracy::base::release_frame;
using gracy::base::trim_frames;

namespace {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool pooled = false;
#else
constexpr bool pooled = true;
#endif
#else
constexpr bool pooled = true;
#endif
}  // namespace

TEST(a_released_frame_is_used_again_by_its_size_class) {
    trim_frames();
    void* first = allocate_frame(200);
    release_frame(first, 200);
    void* second = allocate_frame(250);
    EXPECT_EQ(first == second, pooled);
    void* other_class = allocate_frame(300);
    EXPECT(other_class != second);
    release_frame(second, 250);
    release_frame(other_class, 300);
    trim_frames();
}

TEST(frames_in_use_never_overlap) {
    struct Frame {
        unsigned char* memory;
        std::size_t size;
        unsigned char mark;
    };
    std::vector<Frame> frames;
    unsigned state = 1;
    for (int round = 0; round < 20'000; ++round) {
        state = state * 1664525 + 1013904223;
        if (frames.size() < 64 && (state >> 16) % 3 != 0) {
            const std::size_t size = 1 + (state >> 8) % 6000;
            auto* memory = static_cast<unsigned char*>(allocate_frame(size));
            const auto mark = static_cast<unsigned char>(state >> 24);
            std::memset(memory, mark, size);
            frames.push_back({memory, size, mark});
        } else if (!frames.empty()) {
            const std::size_t index = (state >> 8) % frames.size();
            const Frame frame = frames[index];
            for (std::size_t i = 0; i < frame.size; ++i) {
                if (frame.memory[i] != frame.mark) {
                    gracy::test::fail("a frame was written by another", std::source_location::current());
                }
            }
            release_frame(frame.memory, frame.size);
            frames.erase(frames.begin() + static_cast<std::ptrdiff_t>(index));
        }
    }
    for (const Frame& frame : frames) {
        release_frame(frame.memory, frame.size);
    }
    trim_frames();
}

TEST(a_frame_larger_than_the_largest_class_comes_from_the_heap) {
    void* frame = allocate_frame(1 << 20);
    std::memset(frame, 1, 1 << 20);
    release_frame(frame, 1 << 20);
}
