#include "nginx/secrets.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <string_view>

namespace gracy::nginx {
namespace {

constexpr std::size_t most = 64 * 1024;

class File {
  public:
    explicit File(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor_ >= 0) {
            close(descriptor_);
        }
    }
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

std::string reason(int error) {
    std::array<char, 128> text{};
    return strerror_r(error, text.data(), text.size());
}

/// Random bytes may end in what looks like a newline; a line of text is meant without it.
void drop_newline(std::string& secret) {
    const auto is_text = [](unsigned char c) { return c >= 0x20 && c < 0x7f; };
    std::string_view line = secret;
    if (line.ends_with('\n')) {
        line.remove_suffix(1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (std::ranges::all_of(line, is_text)) {
            secret.resize(line.size());
        }
    }
}

}  // namespace

std::string read_secret(const std::string& path, std::size_t least,
                        const std::function<void(const std::string&)>& warn) {
    const File file(path);
    if (file.descriptor() < 0) {
        throw std::invalid_argument(
            fmt::format("cannot open \"{}\" ({}): write the path of a file that holds the secret and "
                        "that the user who starts nginx may read",
                        path, reason(errno)));
    }
    struct stat status{};
    if (fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
        throw std::invalid_argument(
            fmt::format("\"{}\" is not a regular file: write the path of a file that holds the secret", path));
    }
    if ((status.st_mode & S_IROTH) != 0) {
        warn(fmt::format("everybody on this machine may read the secret in \"{}\": chmod 600 it", path));
    }
    std::string secret(most + 1, '\0');
    std::size_t length = 0;
    while (length < secret.size()) {
        const ssize_t count = read(file.descriptor(), secret.data() + length, secret.size() - length);
        if (count < 0) {
            throw std::invalid_argument(fmt::format("cannot read \"{}\" ({})", path, reason(errno)));
        }
        if (count == 0) {
            break;
        }
        length += static_cast<std::size_t>(count);
    }
    if (length > most) {
        throw std::invalid_argument(fmt::format("\"{}\" is larger than 64 KiB: is it the right file?", path));
    }
    secret.resize(length);
    drop_newline(secret);
    if (secret.empty()) {
        throw std::invalid_argument(fmt::format("\"{}\" is empty: write the secret into it", path));
    }
    if (secret.size() < least) {
        throw std::invalid_argument(
            fmt::format("the secret in \"{}\" has {} bytes, and at least {} are needed", path, secret.size(), least));
    }
    return secret;
}

}  // namespace gracy::nginx
