#include "worker/migrate.hpp"

#include "base/log.hpp"
#include "gracy/migrations.hpp"
#include "worker/commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <optional>
#include <utility>

namespace gracy::worker {
namespace {

using base::LogLevel;

// How long a migration may wait for a table that somebody uses. While it waits, everybody who comes later waits behind
// it, so it gives up soon and is tried again by whoever called it.
constexpr std::string_view session_settings =
    "set search_path = gracy; set lock_timeout = '5s'; set statement_timeout = 0; set "
    "idle_in_transaction_session_timeout = 0;";

// An index that is built while others write waits for all transactions that were there before it, exports among them;
// nobody waits behind it but another change of the schema.
constexpr std::string_view online_settings = "set lock_timeout = 0;";

constexpr std::string_view bookkeeping = R"(
create schema if not exists gracy;
create table if not exists gracy.migration (
    kind text not null check (kind in ('migration', 'function')),
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    primary key (kind, name)
);
)";

constexpr std::string_view no_transaction = "-- transaction: none\n";
constexpr std::string_view create_online = "create index concurrently if not exists ";

constexpr const char* record = R"(
insert into gracy.migration (kind, name, sha256) values ($1, $2, $3)
on conflict (kind, name) do update set sha256 = excluded.sha256, applied_at = now()
)";

std::vector<RecordedFile> recorded_files(PlainConnection& connection, const char* kind) {
    std::vector<RecordedFile> files;
    for (auto& row : connection.query(
             "select name, sha256 from gracy.migration where kind = $1 order by name collate \"C\"", {kind})) {
        files.push_back({std::move(row[0]), std::move(row[1])});
    }
    return files;
}

/// What to do about it, where the server's own words do not say.
std::string_view advice(const PlainError& error) {
    if (error.sqlstate == "55P03") {
        return "; somebody holds a lock on its table, run migrate again";
    }
    if (error.sqlstate == "42501") {
        return "; migrate connects as the role that owns the database (gracy_owner), and everything in the schema "
               "gracy "
               "belongs to it: what another role has made there by a migrate of its own has to be given to it";
    }
    return "";
}

/// Runs `body` between begin and commit; a failure names the file and leaves nothing behind.
template <class Body>
void in_transaction(PlainConnection& connection, std::string_view name, Body body) {
    connection.run("begin");
    try {
        body();
        connection.run("commit");
    } catch (const PlainError& error) {
        try {
            connection.run("rollback");
        } catch (const PlainError&) {
            // The connection is gone, and the transaction with it.
        }
        throw MigrationError(fmt::format("{} failed and was rolled back: {}{}", name, error.what(), advice(error)));
    }
}

void record_migration(PlainConnection& connection, const MigrationFile& migration) {
    connection.query(record, {"migration", std::string(migration.name), std::string(migration.sha256)});
}

/// An index that a stopped run has left is not valid, and `if not exists` would pass over it.
void build_online(PlainConnection& connection, const MigrationFile& migration, std::string_view index) {
    base::log(LogLevel::info, "migration {} builds {} while others write", migration.name, index);
    try {
        connection.run(online_settings);
        const std::string name(index);
        if (!connection.query("select from pg_index where indexrelid = to_regclass($1) and not indisvalid", {name})
                 .empty()) {
            connection.run(fmt::format("drop index concurrently {}", name));
        }
        connection.run(migration.text);
    } catch (const PlainError& error) {
        throw MigrationError(
            fmt::format("{} failed, and the next run builds its index anew: {}", migration.name, error.what()));
    }
    record_migration(connection, migration);
}

void apply(PlainConnection& connection, const MigrationFile& migration) {
    if (const auto index = index_built_online(migration)) {
        build_online(connection, migration, *index);
        return;
    }
    in_transaction(connection, migration.name, [&] {
        connection.run(migration.text);
        record_migration(connection, migration);
    });
}

void take_lock(PlainConnection& connection) {
    constexpr const char* try_lock = "select pg_try_advisory_lock(hashtext('gracy.migrate'))";
    if (connection.query(try_lock)[0][0] == "t") {
        return;
    }
    base::log_line(LogLevel::info, "another migration is running; waiting for it");
    for (int attempt = 0; attempt < 300; ++attempt) {
        connection.query("select pg_sleep(0.2)");
        if (connection.query(try_lock)[0][0] == "t") {
            return;
        }
    }
    throw MigrationError("another migration has been running for a minute; nothing was done");
}

/// Functions may use one another in any order, and their bodies are checked when they are made: what fails for want of
/// another one is tried again when the others are there.
void apply_functions(PlainConnection& connection, std::span<const MigrationFile> functions) {
    std::vector<MigrationFile> left(functions.begin(), functions.end());
    while (!left.empty()) {
        std::vector<MigrationFile> failed;
        std::optional<PlainError> why;
        for (const MigrationFile& function : left) {
            connection.run("savepoint one_function");
            try {
                connection.run(function.text);
                connection.query(record, {"function", std::string(function.name), std::string(function.sha256)});
                connection.run("release savepoint one_function");
            } catch (const PlainError& error) {
                connection.run("rollback to savepoint one_function");
                if (!why) {
                    why.emplace(fmt::format("functions/{}: {}", function.name, error.what()), error.sqlstate);
                }
                failed.push_back(function);
            }
        }
        if (failed.size() == left.size()) {
            throw std::move(*why);
        }
        left = std::move(failed);
    }
}

bool functions_changed(std::span<const MigrationFile> built, std::span<const RecordedFile> recorded) {
    return !std::ranges::equal(built, recorded, [](const MigrationFile& left, const RecordedFile& right) {
        return left.name == right.name && left.sha256 == right.sha256;
    });
}

}  // namespace

std::vector<MigrationFile> pending_migrations(std::span<const MigrationFile> built,
                                              std::span<const RecordedFile> recorded) {
    const auto known = [&](const MigrationFile& file) {
        return std::ranges::find(recorded, file.name, &RecordedFile::name);
    };
    std::vector<std::string> changed;
    std::vector<std::string> unknown;
    for (const RecordedFile& row : recorded) {
        const auto file = std::ranges::find(built, row.name, &MigrationFile::name);
        if (file == built.end()) {
            unknown.push_back(row.name);
        } else if (file->sha256 != row.sha256) {
            changed.push_back(row.name);
        }
    }
    if (!changed.empty()) {
        throw MigrationError(
            fmt::format("changed after it was applied here: {}. A migration is never edited: put it back as it was, "
                        "and write a new one",
                        fmt::join(changed, ", ")));
    }
    if (!unknown.empty()) {
        throw MigrationError(
            fmt::format("this database has {}, which this build does not know: a newer gracy-worker was here. "
                        "Use that one or a later one",
                        fmt::join(unknown, ", ")));
    }
    std::vector<MigrationFile> pending;
    for (const MigrationFile& file : built) {
        if (known(file) == recorded.end()) {
            pending.push_back(file);
        } else if (!pending.empty()) {
            throw MigrationError(
                fmt::format("{} ran here and {} before it did not: migrations are numbered in the order in which they "
                            "land; give it a number behind the last one",
                            file.name, pending.front().name));
        }
    }
    return pending;
}

std::optional<std::string_view> index_built_online(const MigrationFile& migration) {
    std::string_view text = migration.text;
    if (!text.starts_with(no_transaction)) {
        return std::nullopt;
    }
    while (text.starts_with("--")) {
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    const std::size_t end = text.find_last_not_of("; \n") + 1;
    if (!text.starts_with(create_online) || text.substr(0, end).contains(';')) {
        throw MigrationError(fmt::format("{} is to run in no transaction: it has to be one `{}...`, and nothing else",
                                         migration.name, create_online));
    }
    text.remove_prefix(create_online.size());
    return text.substr(0, text.find_first_of(" \n"));
}

Migrated apply_migrations(PlainConnection& connection, std::span<const MigrationFile> migrations,
                          std::span<const MigrationFile> functions) {
    connection.run(session_settings);
    take_lock(connection);
    in_transaction(connection, "gracy.migration", [&] { connection.run(bookkeeping); });
    Migrated done;
    for (const MigrationFile& migration : pending_migrations(migrations, recorded_files(connection, "migration"))) {
        apply(connection, migration);
        // A migration may have set something for itself.
        connection.run(session_settings);
        base::log(LogLevel::info, "migration {} is applied", migration.name);
        ++done.migrations;
    }
    if (done.migrations > 0 || functions_changed(functions, recorded_files(connection, "function"))) {
        in_transaction(connection, "sql/functions", [&] {
            connection.run("delete from gracy.migration where kind = 'function'");
            apply_functions(connection, functions);
        });
        done.functions = functions.size();
        base::log(LogLevel::info, "{} functions are in place", done.functions);
    }
    return done;
}

namespace {

std::vector<MigrationFile> files(std::span<const sql::EmbeddedFile> embedded) {
    std::vector<MigrationFile> all;
    for (const sql::EmbeddedFile& file : embedded) {
        all.push_back({file.name, file.sha256, file.text});
    }
    return all;
}

}  // namespace

int migrate(const Configuration& configuration) {
    PlainConnection connection(configuration.database, "gracy-worker migrate");
    const Migrated done = apply_migrations(connection, files(sql::migrations()), files(sql::functions()));
    if (done.migrations == 0 && done.functions == 0) {
        base::log_line(LogLevel::info, "the schema is up to date");
    }
    return 0;
}

}  // namespace gracy::worker
