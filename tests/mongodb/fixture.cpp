#include "fixture.hpp"

#include "base/log.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace gracy::test {
namespace {

/// Impatient, so that tests are quick, unless a test says otherwise.
constexpr std::pair<const char*, int> quick[] = {{"serverSelectionTimeoutMS", 4000},
                                                 {"socketTimeoutMS", 1000},
                                                 {"connectTimeoutMS", 1500},
                                                 {"wtimeoutMS", 700},
                                                 {"heartbeatFrequencyMS", 500}};

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) {
        throw Failure(fmt::format("{} is not set: run tests/mongodb/run", name));
    }
    return value;
}

const bool verbose = [] {
    if (std::getenv("GRACY_TEST_VERBOSE") != nullptr) {
        base::set_log_sink([](base::LogLevel, std::string_view line) { fmt::print(stderr, "{}\n", line); });
    }
    return true;
}();

int control_socket() {
    static const int descriptor = [] {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(environment("GRACY_TEST_CONTROL_PORT"))));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{.tv_sec = 20, .tv_usec = 0};
        setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            throw Failure(fmt::format("the mock's control port does not answer: {}", std::strerror(errno)));
        }
        return made;
    }();
    return descriptor;
}

std::string document(const std::string& id, std::size_t size) {
    mongodb::BsonWriter writer;
    writer.text("_id", id).text("text", std::string(size, 'x'));
    return std::string(writer.view());
}

mongodb::ConnectionString target_of(std::string text) {
    for (const auto& [option, milliseconds] : quick) {
        if (text.find(option) == text.npos) {
            text += fmt::format("{}{}={}",
                                text.find('?') != text.npos   ? "&"
                                : text.find('/') == text.npos ? "/?"
                                                              : "?",
                                option, milliseconds);
        }
    }
    auto target = mongodb::ConnectionString::parse("mongodb://" + text);
    target.settings.least_heartbeat = std::chrono::milliseconds(50);
    target.settings.backoff_first = std::chrono::milliseconds(5);
    target.settings.backoff_most = std::chrono::milliseconds(100);
    target.settings.authentication_backoff = std::chrono::milliseconds(300);
    return target;
}

}  // namespace

base::Json control(const std::string& request) {
    std::string line = request;
    std::ranges::replace(line, '\n', ' ');
    line += '\n';
    if (send(control_socket(), line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size())) {
        throw Failure("the mock does not listen any more");
    }
    std::string answer;
    while (!answer.ends_with('\n')) {
        char piece[4096];
        const ssize_t count = recv(control_socket(), piece, sizeof piece, 0);
        if (count <= 0) {
            throw Failure("the mock did not understand: " + request);
        }
        answer.append(piece, static_cast<std::size_t>(count));
    }
    return base::Json::parse(answer, {.bytes = 64 << 20, .depth = 32, .allow_nul = true});
}

Servers::~Servers() {
    try {
        control(R"({"do":"reset"})");
    } catch (const Failure&) {
        // The next test says so.
    }
}

int Servers::start(const std::string& name, const std::string& traits) {
    names_.push_back(name);
    const auto answer =
        control(fmt::format(R"({{"do":"start","name":"{}"{}{}}})", name, traits.empty() ? "" : ",", traits));
    return static_cast<int>(answer["port"].integer().value_or(0));
}

void Servers::script(const std::string& name, const std::string& command, const std::string& steps) {
    control(fmt::format(R"({{"do":"script","name":"{}","command":"{}","steps":{}}})", name, command, steps));
}

void Servers::tell(const std::string& what, const std::string& name, const std::string& more) {
    control(fmt::format(R"({{"do":"{}","name":"{}"{}{}}})", what, name, more.empty() ? "" : ",", more));
}

base::Json Servers::state(const std::string& name) {
    return control(fmt::format(R"({{"do":"state","name":"{}"}})", name));
}

std::size_t Servers::stored(const std::string& name) {
    return state(name)["stored"].size();
}

std::int64_t Servers::commands(const std::string& command, const std::string& name) {
    return state(name)["commands"][command].integer().value_or(0);
}

void Servers::check() {
    for (const std::string& name : names_) {
        const auto seen = state(name);
        if (seen["complaints"].size() > 0) {
            throw Failure("server " + name + " complains: " + seen["complaints"].dump());
        }
    }
}

Pending::Pending(io::Reactor& reactor, base::Task<mongodb::Stored> task)
    : pump_(reactor, run(std::move(task)), [this](const std::exception_ptr&) { finished_ = true; }) {
    pump_.start();
}

base::Task<void> Pending::run(base::Task<mongodb::Stored> task) {
    try {
        const mongodb::Stored stored = co_await std::move(task);
        outcome_ = stored == mongodb::Stored::now ? "stored" : "before";
    } catch (const mongodb::Unavailable& error) {
        outcome_ = std::string("unavailable: ") + error.what();
    } catch (const mongodb::DocumentRefused& error) {
        outcome_ = std::string("refused: ") + error.what();
    }
}

Fixture::Fixture(const std::string& text) {
    auto target = target_of(text);
    const auto tls = target.tls.enabled ? std::make_shared<mongodb::TlsContext>(target.tls) : nullptr;
    client =
        std::make_unique<mongodb::Client>(reactor, resolver, offload, std::move(target), tls,
                                          mongodb::Collection{.database = "gracy", .name = "event_log"}, statistics);
    client->open();
}

Pending& Fixture::insert(const std::string& id, std::size_t size) {
    return pending.emplace_back(reactor, client->insert(document(id, size)));
}

std::string Fixture::store(const std::string& id) {
    Pending& one = insert(id);
    EXPECT(until([&] { return one.finished(); }));
    return one.outcome();
}

void Fixture::settle() {
    EXPECT(until([this] { return std::ranges::all_of(pending, &Pending::finished); }));
}

std::string certificate(const std::string& name) {
    return environment("GRACY_TEST_CERTIFICATES") + "/" + name;
}

std::vector<std::string> ids(const std::string& prefix, int count) {
    std::vector<std::string> made;
    for (int i = 0; i < count; ++i) {
        made.push_back(prefix + std::to_string(i));
    }
    return made;
}

}  // namespace gracy::test
