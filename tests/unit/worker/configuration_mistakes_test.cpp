// Mistakes that only files and addresses show: what is named is not there, or is something else.
#include "test.hpp"
#include "worker/configuration.hpp"

#include <unistd.h>
#include <filesystem>
#include <fstream>

using gracy::worker::ConfigurationError;
using gracy::worker::parse_configuration;
using gracy::worker::read_configuration;

namespace {

/// A folder of its own for a test's files.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("gracy_mistakes_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

std::string with(const std::string& more) {
    return "[database]\nconninfo = \"host=/run/postgresql dbname=gracy user=gracy_app\"\n" + more;
}

std::string complaint(const std::string& more) {
    return EXPECT_THROW(ConfigurationError, parse_configuration(with(more), "worker.toml")).what();
}

}  // namespace

TEST(a_folder_in_the_place_of_a_file_is_named_with_its_key) {
    const Folder folder;
    std::filesystem::create_directories(folder / "secrets");
    std::filesystem::create_directories(folder / "kinds" / "x.toml");
    std::ofstream(folder / "worker.toml") << with(
        "password_file = \"secrets\"\n[http]\nauthorities_file = \"secrets\"\n[assistant]\nkinds = \"kinds\"\n");
    const std::string text = EXPECT_THROW(ConfigurationError, read_configuration(folder / "worker.toml")).what();
    EXPECT(text.contains("worker.toml:3: [database] password_file names "));
    EXPECT(text.contains("worker.toml:5: [http] authorities_file names "));
    EXPECT(text.contains("x.toml: cannot be read: Is a directory"));
    const std::string itself = EXPECT_THROW(ConfigurationError, read_configuration(folder / "secrets")).what();
    EXPECT(itself.ends_with("secrets: cannot be read: Is a directory"));
}

TEST(a_proxy_is_an_address) {
    EXPECT(complaint("[http]\nproxy = \"foo bar\"\n").contains("[http] proxy is no address of a proxy; write"));
    for (const std::string proxy : {"proxy.internal:3128", "socks5h://127.0.0.1:1080", "http://user:word@proxy:3128"}) {
        EXPECT_EQ(parse_configuration(with("[http]\nproxy = \"" + proxy + "\"\n"), "worker.toml").http.proxy, proxy);
    }
}

TEST(each_workers_metrics_have_an_address_of_their_own) {
    EXPECT(complaint("[metrics]\njobs = \"127.0.0.1:9464\"\nstaking = \"127.0.0.1:9464\"\n")
               .contains("worker.toml:5: [metrics] staking is the address of jobs, too"));
}
