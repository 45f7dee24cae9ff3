#include "base/secret_file.hpp"

#include "base/secret.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace gracy::base {
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
    std::string content(most + 1, '\0');
    std::size_t length = 0;
    while (length < content.size()) {
        const ssize_t count = read(file.descriptor(), content.data() + length, content.size() - length);
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
    content.resize(length);
    std::optional<std::string> secret = base::secret_in(std::move(content));
    if (!secret) {
        throw std::invalid_argument(
            fmt::format("\"{}\" has several lines: write the secret into it, and nothing else", path));
    }
    if (secret->empty()) {
        throw std::invalid_argument(fmt::format("\"{}\" is empty: write the secret into it", path));
    }
    if (secret->size() < least) {
        throw std::invalid_argument(
            fmt::format("the secret in \"{}\" has {} bytes, and at least {} are needed", path, secret->size(), least));
    }
    return std::move(*secret);
}

}  // namespace gracy::base
