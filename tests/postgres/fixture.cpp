#include "fixture.hpp"

#include "base/log.hpp"

#include <cstdio>
#include <cstdlib>

namespace gracy::test {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) {
        throw Failure(fmt::format("{} is not set: run tests/postgres/run", name));
    }
    return value;
}

const bool verbose = [] {
    if (std::getenv("GRACY_TEST_VERBOSE") != nullptr) {
        base::set_log_sink([](base::LogLevel, std::string_view line) { fmt::print(stderr, "{}\n", line); });
    }
    return true;
}();

}  // namespace

void control(const std::string& words) {
    const std::string command = environment("GRACY_TEST_CONTROL") + " " + words;
    if (std::system(command.c_str()) != 0) {
        throw Failure(fmt::format("\"{}\" failed", words));
    }
}

std::string server_port() {
    return environment("GRACY_TEST_PORT");
}

std::string server_over_socket() {
    return fmt::format("host={} port={} dbname=client user=client", environment("GRACY_TEST_SOCKETS"), server_port());
}

std::string server_over_network(const std::string& sslmode) {
    return fmt::format("host=localhost port={} dbname=client user=client sslmode={}", server_port(), sslmode);
}

postgres::Settings quick_settings() {
    postgres::Settings settings;
    settings.read_connections = 1;
    settings.write_connections = 2;
    settings.exclusive_connections = 1;
    settings.statement_timeout = std::chrono::milliseconds(1500);
    settings.connect_timeout = std::chrono::milliseconds(1000);
    settings.stall_grace = std::chrono::milliseconds(300);
    settings.backoff_first = std::chrono::milliseconds(10);
    settings.backoff_most = std::chrono::milliseconds(100);
    return settings;
}

Server::Server(postgres::Settings settings, const std::string& primary, const std::vector<std::string>& replicas) {
    std::vector<postgres::Conninfo> others;
    for (const std::string& replica : replicas) {
        others.emplace_back(replica);
    }
    database = std::make_unique<postgres::Database>(reactor, resolver, postgres::Conninfo(primary), std::move(others),
                                                    std::move(settings), statistics);
}

Server::~Server() = default;

void Server::open() {
    if (!std::exchange(open_, true)) {
        database->open();
    }
}

postgres::Client& Server::client(bool reads_primary) {
    open();
    return clients_.emplace_back(*database, reads_primary);
}

bool Server::ready() const {
    for (const auto& lane : database->status()) {
        if (lane.ready < lane.wanted) {
            return false;
        }
    }
    return database->listener().listening();
}

void Server::wait_until_ready() {
    open();
    if (!reactor.run_until([this] { return ready(); })) {
        throw Failure("the lanes did not become ready");
    }
}

Running::Running(Server& server, base::Task<void> task)
    : server_(server), pump_(server.reactor, std::move(task), [this](std::exception_ptr failure) {
          finished_ = true;
          failure_ = failure;
      }) {
    pump_.start();
}

void Running::wait(std::chrono::milliseconds limit) {
    if (!server_.reactor.run_until([this] { return finished_; }, limit)) {
        throw Failure("the task did not end in time");
    }
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

void run(Server& server, base::Task<void> task) {
    Running(server, std::move(task)).wait();
}

}  // namespace gracy::test
