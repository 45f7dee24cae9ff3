#include "postgres/error.hpp"

namespace gracy::postgres {

ErrorKind kind_of(std::string_view sqlstate) noexcept {
    if (sqlstate.size() != 5) {
        return ErrorKind::lost;
    }
    const std::string_view group = sqlstate.substr(0, 2);
    if (sqlstate == "57014") {  // query_canceled: statement_timeout, or a standby's conflict
        return ErrorKind::timeout;
    }
    if (sqlstate == "55P03" || group == "40") {  // lock_not_available; transaction rollback: deadlock, serialization
        return ErrorKind::lock_timeout;
    }
    if (group == "23") {  // integrity constraint violation
        return ErrorKind::conflict;
    }
    if (group == "08" || group == "57" || group == "58") {  // connection, operator intervention, system error
        return ErrorKind::lost;
    }
    if (group == "53" || sqlstate == "25006") {  // insufficient resources; a primary that became a standby
        return ErrorKind::unavailable;
    }
    return ErrorKind::invalid;
}

}  // namespace gracy::postgres
