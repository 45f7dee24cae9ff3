#include "hr/accounts/work.hpp"

#include "gracy/sql/audit.hpp"
#include "hr/accounts/password_links.hpp"
#include "postgres/client.hpp"

namespace gracy::hr {
namespace {

constexpr std::int32_t lines_at_once = 1000;

/// True while there may be more.
base::Task<bool> link_lines(postgres::Database& database) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::audit::link_audit_lines, lines_at_once);
    co_return rows.front().linked == lines_at_once;
}

}  // namespace

void add_accounts_work(Work& work, const WorkServices& services) {
    work.recurring.push_back({.name = "audit.link",
                              .pause = std::chrono::seconds(1),
                              .limit = std::chrono::seconds(30),
                              .body = [&database = services.database] { return link_lines(database); }});
    add_password_links_work(work, services);
}

}  // namespace gracy::hr
