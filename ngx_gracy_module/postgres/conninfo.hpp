// Where the database is: a libpq connection string, checked when the configuration is read.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace gracy::postgres {

/// Which of several hosts will do: after a failover the one that used to be the primary answers as well.
enum class Role : unsigned char { primary, any };

class Conninfo {
  public:
    /// Parses libpq's "host=... dbname=..." or "postgresql://..." form. Throws std::invalid_argument with what to write
    /// instead: an unknown word, a `service`, a password, a TCP host without an explicit sslmode, sslmode=prefer/allow
    /// (libpq would silently go on without encryption), verify-full or verify-ca without sslrootcert, a file without
    /// its whole path, or a target_session_attrs that no connection of ours would meet. A primary is asked whether it
    /// is one, unless the text says target_session_attrs=any.
    explicit Conninfo(const std::string& text, Role role = Role::primary);

    /// The password, read from a file by whoever reads the configuration.
    void set_password(std::string password) { password_ = std::move(password); }

    /// The certificates and keys that libpq opens at each connect, by the words that name them. libpq says of one that
    /// it cannot read that there is none.
    const std::vector<std::pair<std::string, std::string>>& files() const { return files_; }

    /// A host that must be looked up before connecting, with its place in `hosts()`.
    const std::vector<std::string>& hosts() const { return hosts_; }
    static bool needs_lookup(const std::string& host);

    /// Keywords and values for PQconnectStartParams. `addresses[i]` are the numeric addresses of `hosts()[i]`: none for
    /// a socket folder, a literal address, or a name that has none at the moment, which is left out. `options` are
    /// session settings ("-c name=value ..."). The first `passed_by` addresses of all are tried last.
    std::vector<std::pair<std::string, std::string>> parameters(const std::vector<std::vector<std::string>>& addresses,
                                                                const std::string& options,
                                                                const std::string& application_name,
                                                                std::size_t passed_by = 0) const;

    /// "dbname at host": for logs; never holds a secret.
    std::string description() const;

  private:
    std::vector<std::pair<std::string, std::string>> words_;  // what is passed to libpq as it is
    std::vector<std::pair<std::string, std::string>> files_;
    std::vector<std::string> hosts_;
    std::vector<std::string> ports_;
    std::string options_;
    std::string dbname_;
    std::string password_;
};

}  // namespace gracy::postgres
