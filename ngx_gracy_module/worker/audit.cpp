#include "gracy/sql/audit.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {

int verify_audit_log(const Configuration& configuration, const std::string& noted_head) {
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker audit");
    bool holds = true;
    bool head_is_known = noted_head.empty();
    for (const auto& row : connection.query(sql::audit::verify_audit_logs.number, {noted_head})) {
        // slug, lines, waiting, broken_at, head, knows_head
        if (!row[3].empty()) {
            holds = false;
            fmt::print("{}\tBROKEN at line {}, after {} lines that hold\n", row[0], row[3], row[1]);
        } else if (row[1] != "0" || row[2] != "0") {
            fmt::print("{}\t{} lines hold, {} wait for their link\thead {}\n", row[0], row[1], row[2], row[4]);
        }
        head_is_known = head_is_known || row[5] == "t";
    }
    if (!head_is_known) {
        fmt::print("no chain has the hash {}: lines were cut off its end\n", noted_head);
    }
    return holds && head_is_known ? 0 : 1;
}

}  // namespace gracy::worker
