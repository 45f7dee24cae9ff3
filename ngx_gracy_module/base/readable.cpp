#include "base/readable.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

namespace gracy::base {

int trouble_reading(const char* path) noexcept {
    // Not to wait for whoever writes into a pipe.
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor == -1) {
        return errno;
    }
    struct stat status{};
    const int trouble = fstat(descriptor, &status) == -1 ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
    close(descriptor);
    return trouble;
}

}  // namespace gracy::base
