// Where PostgreSQL is, of the configuration's section [database].
#pragma once

#include "postgres/conninfo.hpp"
#include "worker/configuration.hpp"

namespace gracy::worker {

inline postgres::Conninfo conninfo_of(const DatabaseConfiguration& configuration) {
    postgres::Conninfo conninfo(configuration.conninfo);
    if (!configuration.password.empty()) {
        conninfo.set_password(configuration.password);
    }
    return conninfo;
}

}  // namespace gracy::worker
