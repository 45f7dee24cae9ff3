// Secrets from files: what is read, and what is refused with which advice.
#include "base/secret_file.hpp"
#include "test.hpp"

#include <sys/stat.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using gracy::base::read_secret;

namespace {

class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "gracy-secrets-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string file(const std::string& content, mode_t mode = 0600) const {
        const std::filesystem::path path = path_ / "secret";
        std::ofstream(path, std::ios::binary) << content;
        chmod(path.c_str(), mode);
        return path;
    }
    std::string path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void nobody(const std::string& warning) {
    gracy::test::fail("warned: " + warning, std::source_location::current());
}

std::string refusal(const std::string& path, std::size_t least = 1) {
    return EXPECT_THROW(std::invalid_argument, read_secret(path, least, nobody)).what();
}

}  // namespace

TEST(a_line_is_read_without_its_end) {
    const Folder folder;
    EXPECT_EQ(read_secret(folder.file("s3cret\n"), 1, nobody), "s3cret");
    EXPECT_EQ(read_secret(folder.file("s3cret\r\n"), 1, nobody), "s3cret");
    EXPECT_EQ(read_secret(folder.file("s3cret"), 1, nobody), "s3cret");
}

TEST(random_bytes_are_read_as_they_are) {
    const Folder folder;
    const std::string bytes = std::string("\x00\xff\x80", 3) + std::string(29, '\x01') + "\n";
    EXPECT_EQ(read_secret(folder.file(bytes), 32, nobody), bytes);
}

TEST(a_file_that_holds_no_secret_is_refused_with_what_to_do) {
    const Folder folder;
    EXPECT(refusal(folder.path() + "/nothing").contains("No such file"));
    EXPECT(refusal(folder.path()).contains("not a regular file"));
    EXPECT(refusal(folder.file("")).contains("is empty"));
    EXPECT(refusal(folder.file("\n")).contains("is empty"));
    EXPECT(refusal(folder.file("two\n\n")).contains("several lines"));
    EXPECT(refusal(folder.file(std::string(65 * 1024, 'x'))).contains("larger than 64 KiB"));
}

TEST(a_secret_that_is_too_short_is_refused_without_being_shown) {
    const Folder folder;
    const std::string message = refusal(folder.file("hunter2\n"), 16);
    EXPECT(message.contains("7 bytes") && message.contains("16"));
    EXPECT(!message.contains("hunter2"));
}

TEST(a_secret_that_everybody_may_read_is_warned_of) {
    const Folder folder;
    std::vector<std::string> warnings;
    const auto note = [&](const std::string& warning) { warnings.push_back(warning); };
    EXPECT_EQ(read_secret(folder.file("s3cret", 0644), 1, note), "s3cret");
    EXPECT_EQ(warnings.size(), 1u);
    EXPECT(warnings.front().contains("chmod 600") && !warnings.front().contains("s3cret"));
    warnings.clear();
    EXPECT_EQ(read_secret(folder.file("s3cret", 0640), 1, note), "s3cret");
    EXPECT(warnings.empty());
}
