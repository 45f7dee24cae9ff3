#include "base/frame_pool.hpp"

#include <array>
#include <new>

namespace gracy::base {
namespace {

constexpr std::size_t granule = 128;
constexpr std::size_t classes = 32;  // frames up to 4 KiB are pooled, larger ones are rare and go to the heap

struct Free {
    Free* next;
};

constinit std::array<Free*, classes> free_frames{};

constexpr std::size_t class_of(std::size_t size) {
    return (size + granule - 1) / granule;
}

// A sanitizer must see every frame's end, or a use after free would hide in the pool.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool pooling = false;
#else
constexpr bool pooling = true;
#endif
#else
constexpr bool pooling = true;
#endif

}  // namespace

void* allocate_frame(std::size_t size) {
    const std::size_t index = class_of(size);
    if (!pooling || index >= classes) {
        return ::operator new(size);
    }
    if (Free* frame = free_frames[index]) {
        free_frames[index] = frame->next;
        return frame;
    }
    return ::operator new(index * granule);
}

void release_frame(void* frame, std::size_t size) noexcept {
    const std::size_t index = class_of(size);
    if (!pooling || index >= classes) {
        ::operator delete(frame);
        return;
    }
    free_frames[index] = new (frame) Free{free_frames[index]};
}

void trim_frames() noexcept {
    for (Free*& head : free_frames) {
        while (head != nullptr) {
            Free* frame = head;
            head = frame->next;
            ::operator delete(frame);
        }
    }
}

}  // namespace gracy::base
