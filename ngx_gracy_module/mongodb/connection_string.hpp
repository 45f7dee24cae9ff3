// Where MongoDB is: the connection string of its drivers, as far as this client goes ("Connection String" and "URI
// Options" of MongoDB's driver specifications).
//
// What the client does not do is refused here, by name and with what to write instead; what does not concern inserts
// (read preferences, retries, compression) is accepted and does nothing; what nobody knows is a warning.
#pragma once

#include "mongodb/error.hpp"
#include "mongodb/host.hpp"
#include "mongodb/settings.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::mongodb {

enum class Mechanism : unsigned char { scram_sha_1, scram_sha_256 };

/// "SCRAM-SHA-1", "SCRAM-SHA-256"
std::string_view name_of(Mechanism mechanism);

struct Credential {
    std::string user;
    /// Empty: to be read from a file.
    std::string password;
    /// The database that knows the user.
    std::string source;
    /// Nothing: what the server prefers.
    std::optional<Mechanism> mechanism;

    /// Why the password cannot be used, or nothing. SCRAM-SHA-256 prepares it by SASLprep (RFC 4013), which changes
    /// nothing in printable ASCII and is not implemented for the rest.
    std::optional<std::string> trouble_with_password() const;
};

struct TlsOptions {
    bool enabled = false;
    /// Empty: what the system trusts.
    std::string ca_file;
    /// The client's certificate and its key, one file.
    std::string certificate_key_file;
    bool allow_invalid_certificates = false;
    bool allow_invalid_hostnames = false;
};

struct ConnectionString {
    std::vector<Host> hosts;
    std::optional<Credential> credential;
    /// Behind the slash; empty: none.
    std::string database;
    std::string replica_set;
    /// Nothing: one host is spoken to directly, and several are asked what they are.
    std::optional<bool> direct_connection;
    TlsOptions tls;
    Settings settings;
    /// "OPTION: text"
    std::vector<std::string> warnings;

    /// Throws ConnectionStringError. No message of it holds the password.
    static ConnectionString parse(std::string_view text);

    /// The hosts: for logs; never holds a secret.
    std::string description() const;
};

}  // namespace gracy::mongodb
