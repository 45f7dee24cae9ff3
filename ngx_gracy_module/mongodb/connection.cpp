#include "mongodb/connection.hpp"

#include <limits>
#include <optional>

namespace gracy::mongodb {
namespace {

// A reply to an insert names the documents that failed; no answer that we ask for comes near this.
constexpr std::size_t longest_reply = 48'000'000 + 16 * 1024;

}  // namespace

Connection::Connection(io::Reactor& reactor, Host host)
    : reactor_(reactor), host_(std::move(host)), stream_(reactor), reader_(longest_reply) {}

base::Task<void> Connection::open(io::Resolver& resolver, const TlsContext* tls, Deadline deadline) {
    std::vector<std::string> addresses{host_.name};
    if (!host_.is_address()) {
        try {
            addresses = co_await resolver.resolve(host_.name);
        } catch (const io::ResolveError& error) {
            throw NetworkError(error.what());
        } catch (const io::OffloadFull& full) {
            throw NetworkError(full.what());
        }
    }
    co_await connect(addresses, deadline);
    if (tls != nullptr) {
        co_await stream_.start_tls(*tls, host_, deadline);
    }
}

base::Task<void> Connection::connect(const std::vector<std::string>& addresses, Deadline deadline) {
    std::optional<NetworkError> failure;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        // An address that does not answer leaves time for those behind it.
        const auto share = (deadline - reactor_.now()) / static_cast<std::int64_t>(addresses.size() - i);
        try {
            co_await stream_.connect(addresses[i], host_.port, reactor_.now() + share);
            co_return;
        } catch (const NetworkError& error) {
            failure = error;
        }
    }
    throw *failure;
}

base::Task<std::string> Connection::exchange(std::string_view body, const Sequence* sequence, Deadline deadline) {
    if (broken_) {
        throw NetworkError("the connection is broken");
    }
    broken_ = true;
    last_request_ = last_request_ == std::numeric_limits<std::int32_t>::max() ? 1 : last_request_ + 1;
    co_await stream_.send(encode_message(last_request_, body, sequence), deadline);
    std::optional<Message> reply = reader_.next();
    while (!reply) {
        reader_.add(co_await stream_.receive(deadline));
        reply = reader_.next();
    }
    if (reply->response_to != last_request_) {
        throw ProtocolError("the server answers another request than the last one");
    }
    if (reader_.pending() != 0) {
        throw ProtocolError("the server sends more than the answer");
    }
    broken_ = false;
    co_return std::move(reply->body);
}

}  // namespace gracy::mongodb
