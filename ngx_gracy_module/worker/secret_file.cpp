#include "worker/secret_file.hpp"

#include "base/secret.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <ios>
#include <iterator>

namespace gracy::worker {

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return std::nullopt;
    }
    try {
        return std::string(std::istreambuf_iterator<char>(stream), {});
    } catch (const std::ios_base::failure& failure) {
        // A folder, for one, opens like a file.
        errno = failure.code().value();
        return std::nullopt;
    }
}

std::string read_secret(TomlSection& section, std::string_view key, const std::string& name, Complaints& complaints,
                        std::vector<std::string>& warnings) {
    const std::filesystem::path path = complaints.file().parent_path() / name;
    errno = 0;
    std::optional<std::string> content = read_file(path);
    if (!content) {
        section.complain(key, fmt::format("names {}, which cannot be read: {}", path.string(), std::strerror(errno)));
        return {};
    }
    std::optional<std::string> secret = base::secret_in(std::move(*content));
    if (!secret || secret->empty() || secret->find_first_of(std::string_view("\0\r\n", 3)) != std::string::npos) {
        section.complain(key, fmt::format("names {}, which must hold one line and nothing else", path.string()));
        return {};
    }
    struct stat status{};
    if (stat(path.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0) {
        warnings.push_back(fmt::format("{}: everybody may read this secret; chmod o-r it", path.string()));
    }
    return std::move(*secret);
}

}  // namespace gracy::worker
