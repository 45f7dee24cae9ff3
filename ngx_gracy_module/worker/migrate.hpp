// Brings a database's schema up to this build.
//
// sql/migrations run once each, in order, each in a transaction of its own, but for those that build an index while
// others write (index_built_online); sql/functions are put in place again whenever one of them changed or a migration
// ran. Both are recorded with their checksum in gracy.migration. One process at a time, held by an advisory lock.
#pragma once

#include "worker/plain_connection.hpp"

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::worker {

/// Nothing of the step that what() names was applied.
struct MigrationError final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One file as the build carries it.
struct MigrationFile {
    std::string_view name;
    std::string_view sha256;
    std::string_view text;
};

/// One row of gracy.migration.
struct RecordedFile {
    std::string name;
    std::string sha256;
};

/// The migrations that are still to run. Throws MigrationError when a recorded one has another checksum now, when the
/// database knows one that this build does not, or when one is missing between two that ran.
std::vector<MigrationFile> pending_migrations(std::span<const MigrationFile> built,
                                              std::span<const RecordedFile> recorded);

/// The name of the index that a migration with the first line `-- transaction: none` builds; of any other, nothing.
/// Such a file is one `create index concurrently if not exists`, which runs in no transaction: what is left of it when
/// it is stopped is taken away by the next run, which builds it anew. Throws MigrationError for another statement.
std::optional<std::string_view> index_built_online(const MigrationFile& migration);

struct Migrated {
    std::size_t migrations = 0;
    std::size_t functions = 0;
};

/// Throws MigrationError or PlainError.
Migrated apply_migrations(PlainConnection& connection, std::span<const MigrationFile> migrations,
                          std::span<const MigrationFile> functions);

}  // namespace gracy::worker
