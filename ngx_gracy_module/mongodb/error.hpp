// What can go wrong between this client and a server, by what a caller may do about it.
#pragma once

#include <stdexcept>

namespace gracy::mongodb {

/// The connection string cannot be used; the text says what to write instead.
struct ConnectionStringError final : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

/// The connection could not be made, or broke. Whether a command that was under way ran, nobody knows.
struct NetworkError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The same because nothing came in time: it says nothing about the server's other connections.
struct TimeoutError final : NetworkError {
    using NetworkError::NetworkError;
};

/// The peer does not speak OP_MSG as it is specified. The connection is of no use any more.
struct ProtocolError final : NetworkError {
    using NetworkError::NetworkError;
};

/// The server does not take our credentials, or does not prove that it knows them.
struct AuthenticationError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A document is not known to be stored. It may be inserted again: its _id is its key.
struct Unavailable final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The server will never take this document.
struct DocumentRefused final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace gracy::mongodb
