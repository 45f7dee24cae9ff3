// Which migrations are to run; running them is tests/e2e/test_worker.py's.
#include "test.hpp"
#include "worker/migrate.hpp"

#include <vector>

using gracy::worker::index_built_online;
using gracy::worker::MigrationError;
using gracy::worker::MigrationFile;
using gracy::worker::pending_migrations;
using gracy::worker::RecordedFile;

namespace {

const std::vector<MigrationFile> built = {{"0001_a.sql", "a1", ""}, {"0002_b.sql", "b1", ""}, {"0003_c.sql", "c1", ""}};

std::string refusal(const std::vector<RecordedFile>& recorded) {
    return EXPECT_THROW(MigrationError, pending_migrations(built, recorded)).what();
}

}  // namespace

TEST(what_was_not_recorded_is_pending_in_order) {
    EXPECT_EQ(pending_migrations(built, std::vector<RecordedFile>{}).size(), 3u);
    const auto pending = pending_migrations(built, std::vector<RecordedFile>{{"0001_a.sql", "a1"}});
    EXPECT_EQ(pending.size(), 2u);
    EXPECT_EQ(pending[0].name, std::string_view("0002_b.sql"));
    EXPECT(pending_migrations(
               built, std::vector<RecordedFile>{{"0001_a.sql", "a1"}, {"0002_b.sql", "b1"}, {"0003_c.sql", "c1"}})
               .empty());
}

TEST(a_changed_migration_is_refused_by_name) {
    EXPECT(refusal({{"0001_a.sql", "a1"}, {"0002_b.sql", "changed"}}).find("0002_b.sql") != std::string::npos);
}

TEST(a_migration_of_a_newer_build_is_refused_by_name) {
    const std::string why =
        refusal({{"0001_a.sql", "a1"}, {"0002_b.sql", "b1"}, {"0003_c.sql", "c1"}, {"0004_d.sql", "d1"}});
    EXPECT(why.find("0004_d.sql") != std::string::npos);
    EXPECT(why.find("newer") != std::string::npos);
}

TEST(a_migration_that_landed_behind_one_that_ran_is_refused) {
    const std::string why = refusal({{"0001_a.sql", "a1"}, {"0003_c.sql", "c1"}});
    EXPECT(why.find("0002_b.sql") != std::string::npos && why.find("0003_c.sql") != std::string::npos);
}

TEST(a_migration_in_no_transaction_is_one_index_built_online) {
    const auto index = [](std::string_view text) { return index_built_online({"0001_a.sql", "a1", text}); };
    EXPECT(!index("create index kudos_by_value on gracy.kudos (value_id);\n"));
    EXPECT_EQ(index("-- transaction: none\n-- Why; and what for.\n"
                    "create index concurrently if not exists kudos_by_value on gracy.kudos (value_id);\n")
                  .value(),
              std::string_view("kudos_by_value"));
    for (const std::string_view other :
         {"create index concurrently if not exists a on gracy.kudos (id);\nselect 1;\n",
          "create index concurrently a on gracy.kudos (id);\n", "alter table gracy.kudos add mood int;\n", ""}) {
        const std::string text = "-- transaction: none\n" + std::string(other);
        const std::string why = EXPECT_THROW(MigrationError, index(text)).what();
        EXPECT(why.find("0001_a.sql") != std::string::npos);
    }
}
