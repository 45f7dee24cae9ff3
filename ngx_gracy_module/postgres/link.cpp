#include "postgres/link.hpp"

#include "base/log.hpp"

#include <libpq-fe.h>
#include <openssl/ssl.h>
#include <exception>
#include <system_error>

namespace gracy::postgres {
namespace {

void log_notice(void*, const char* message) noexcept {
    std::string_view line = message;
    while (!line.empty() && line.back() == '\n') {
        line.remove_suffix(1);
    }
    base::log(base::LogLevel::info, "postgres: {}", line);
}

}  // namespace

void Link::Finish::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

Link::Link(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, Owner& owner)
    : reactor_(reactor),
      resolver_(resolver),
      conninfo_(conninfo),
      owner_(owner),
      connect_timer_(reactor.timer(io::AtShutdown::ignores, [this] {
          ++passed_by_;
          lose("connecting took too long");
      })) {}

Link::~Link() {
    close();
}

void Link::close() noexcept {
    connected_ = false;
    wants_write_ = false;
    paused_ = false;
    connect_timer_->stop();
    lookup_.reset();
    watch_.reset();
    connection_.reset();
}

void Link::lose(const std::string& why) {
    const std::string reason = why;
    close();
    owner_.link_lost(reason);
}

std::string Link::libpq_message() const {
    std::string message = PQerrorMessage(connection_.get());
    while (!message.empty() && message.back() == '\n') {
        message.pop_back();
    }
    for (char& c : message) {
        c = c == '\n' ? ' ' : c;
    }
    return message.empty() ? "the connection was closed" : message;
}

std::string Link::why_not_connected() const {
    return lookup_failure_.empty() ? libpq_message() : lookup_failure_ + "; " + libpq_message();
}

void Link::connect(const std::string& options, const std::string& application_name, std::chrono::milliseconds timeout) {
    close();
    options_ = options;
    application_name_ = application_name;
    connect_timer_->start(timeout);
    lookup_ = std::make_unique<io::Pump>(reactor_, resolve(), [this](std::exception_ptr failure) {
        // The pump lives on in this frame while the owner may start the next attempt.
        const std::unique_ptr<io::Pump> finished = std::move(lookup_);
        if (!failure) {
            start(addresses_);
            return;
        }
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& exception) {
            lose(exception.what());
        }
    });
    lookup_->start();
}

/// A standby whose name is gone must not keep us from the primary.
base::Task<void> Link::resolve() {
    addresses_.assign(conninfo_.hosts().size(), {});
    lookup_failure_.clear();
    bool is_any_known = false;
    std::exception_ptr failure;
    for (std::size_t index = 0; index < addresses_.size(); ++index) {
        try {
            if (Conninfo::needs_lookup(conninfo_.hosts()[index])) {
                addresses_[index] = co_await resolver_.resolve(conninfo_.hosts()[index]);
            }
            is_any_known = true;
        } catch (const io::ResolveError& error) {
            failure = std::current_exception();
            lookup_failure_ += std::string(lookup_failure_.empty() ? "" : "; ") + error.what();
        }
    }
    if (!is_any_known) {
        std::rethrow_exception(failure);
    }
}

void Link::start(const std::vector<std::vector<std::string>>& addresses) {
    const auto parameters = conninfo_.parameters(addresses, options_, application_name_, passed_by_);
    std::vector<const char*> keywords;
    std::vector<const char*> values;
    for (const auto& [keyword, value] : parameters) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 0));
    if (!connection_) {
        lose("out of memory");
        return;
    }
    PQsetNoticeProcessor(connection_.get(), &log_notice, nullptr);
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
        lose(why_not_connected());
        return;
    }
    // "PQconnectPoll ... the initial state is as if it had returned PGRES_POLLING_WRITING" (libpq manual).
    attach(io::Interest::write);
}

void Link::attach(io::Interest interest) {
    // Even an unchanged number may be another socket: libpq closes one and opens the next inside one call.
    watch_.reset();
    try {
        watch_ = reactor_.watch(PQsocket(connection_.get()), [this](io::Interest ready) { on_ready(ready); });
        watch_->want(interest);
    } catch (const std::system_error& error) {
        lose(error.what());
    }
}

void Link::poll() {
    switch (PQconnectPoll(connection_.get())) {
        case PGRES_POLLING_READING:
            attach(io::Interest::read);
            return;
        case PGRES_POLLING_WRITING:
            attach(io::Interest::write);
            return;
        case PGRES_POLLING_OK:
            connect_timer_->stop();
            connected_ = true;
            PQsetnonblocking(connection_.get(), 1);
            attach(io::Interest::read);
            if (connected_) {
                owner_.link_connected();
            }
            return;
        default:
            lose(why_not_connected());
    }
}

void Link::on_ready(io::Interest ready) {
    if (!connected_) {
        poll();
        return;
    }
    if (io::has(ready, io::Interest::read) && !paused_) {
        read();
    }
    if (connected_ && wants_write_) {
        flush();
    }
}

void Link::read() {
    bool alive = true;
    do {
        alive = PQconsumeInput(connection_.get()) != 0;
        // Also after the end of the stream: answers that came before it are in libpq's buffer. The owner may close
        // the link while it reads, or pause it; then the end is seen when it goes on.
        owner_.link_readable();
    } while (alive && connected_ && !paused_ && waits_in_openssl());
    if (!alive && connected_ && !paused_) {
        lose(libpq_message());
    }
}

/// A TLS record may be larger than libpq's free space: the rest sits in OpenSSL, where no poll can see it.
bool Link::waits_in_openssl() const {
    auto* ssl = static_cast<SSL*>(PQsslStruct(connection_.get(), "OpenSSL"));
    return ssl != nullptr && SSL_pending(ssl) > 0;
}

void Link::pause() {
    paused_ = true;
    watch();
}

void Link::resume() {
    paused_ = false;
    watch();
    // With TLS the rest of a record may be in OpenSSL already.
    read();
}

void Link::watch() {
    const auto reading = paused_ ? io::Interest::none : io::Interest::read;
    const auto writing = wants_write_ ? io::Interest::write : io::Interest::none;
    watch_->want(static_cast<io::Interest>(static_cast<unsigned>(reading) | static_cast<unsigned>(writing)));
}

void Link::flush() {
    const int rest = PQflush(connection_.get());
    if (rest < 0) {
        lose(libpq_message());
        return;
    }
    const bool wants_write = rest > 0;
    if (wants_write != wants_write_) {
        wants_write_ = wants_write;
        watch();
    }
}

}  // namespace gracy::postgres
