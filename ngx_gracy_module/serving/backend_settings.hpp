// What the operator chose for a backend.
#pragma once

#include "access/services.hpp"
#include "mongodb/connection_string.hpp"
#include "mongodb/tls.hpp"
#include "postgres/conninfo.hpp"
#include "postgres/settings.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace gracy::serving {

/// MongoDB as the store of the event log. Without it, PostgreSQL is.
struct MongodbStore {
    mongodb::ConnectionString target;
    /// Read by the user who starts nginx; null without TLS.
    std::shared_ptr<const mongodb::TlsContext> tls;
};

/// Refers to the configuration, where the secrets stay.
struct BackendSettings {
    const access::Settings& access;
    const std::string& key;
    const std::vector<std::string>& old_keys;
    const postgres::Conninfo& database;
    const std::vector<postgres::Conninfo>& replicas;
    const postgres::Settings& pool;
    /// Null: PostgreSQL keeps the event log, or nobody here stores a document.
    const MongodbStore* mongodb;
    /// Whether this process looks after MongoDB's indexes: one of a host is enough.
    bool keeps_indexes;
    std::size_t offload_threads;
    std::size_t offload_queue;
};

}  // namespace gracy::serving
