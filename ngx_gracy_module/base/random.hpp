// Unpredictable bytes and letters, from the kernel.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace gracy::base {

/// Throws std::system_error when the kernel has none, which happens to no process that an administrator started.
void fill_random(std::span<std::byte> out);

template <std::size_t size>
std::array<std::byte, size> random_bytes() {
    std::array<std::byte, size> bytes;
    fill_random(bytes);
    return bytes;
}

/// `length` letters of 0-9, A-Z and a-z, each as likely as any other (5.95 bits a letter).
std::string random_base62(std::size_t length);

}  // namespace gracy::base
