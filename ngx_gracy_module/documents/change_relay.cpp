#include "documents/change_relay.hpp"

#include "base/log.hpp"
#include "gracy/sql/changes.hpp"
#include "postgres/client.hpp"

namespace gracy::documents {
namespace {

constexpr std::int32_t at_once = 500;

}  // namespace

base::Task<bool> ChangeRelay::relay_some() {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::changes::list_changes, at_once);
    std::vector<Change> changes;
    for (const auto row : rows) {
        changes.push_back({.version = row.id,
                           .team_space_id = row.team_space_id,
                           .entity = std::string(row.entity),
                           .entity_id = row.entity_id,
                           .facts = row.document ? std::optional<std::string>(*row.document) : std::nullopt,
                           .changed_at = row.changed_at});
    }
    if (changes.empty()) {
        co_return co_await catch_up();
    }
    try {
        co_await tell(changes);
    } catch (const SinkUnavailable&) {
        ++counts_.failures;
        throw;
    }
    co_return changes.size() == static_cast<std::size_t>(at_once);
}

base::Task<void> ChangeRelay::tell(const std::vector<Change>& changes) {
    const std::vector<ChangeFate> fates = co_await sink_.write(changes);
    postgres::Client client(database_);
    std::vector<std::int64_t> settled;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Change& change = changes[i];
        if (fates[i] == ChangeFate::refused) {
            ++counts_.refused;
            base::log(base::LogLevel::error, "changes: {} {} (version {}) is refused by the copy", change.entity,
                      change.entity_id, change.version);
            co_await client.write(sql::changes::refuse_change, change.version, "the copy does not take it");
            continue;
        }
        ++counts_.told;
        settled.push_back(change.version);
    }
    if (!settled.empty()) {
        co_await client.write(sql::changes::settle_changes, settled);
    }
}

base::Task<bool> ChangeRelay::catch_up() {
    postgres::Client client(database_);
    const auto advanced = co_await client.write(sql::changes::advance_capture, at_once);
    if (advanced.front().told > 0) {
        co_return true;
    }
    // Nothing waits and everything has been told: what the copy has from before this capture is gone here.
    const auto captures = co_await client.read(sql::changes::list_captures);
    for (const auto capture : captures) {
        const std::string entity(capture.entity);
        if (swept_[entity] < capture.first_version) {
            co_await sink_.forget_before(entity, capture.first_version);
            swept_[entity] = capture.first_version;
        }
    }
    co_return false;
}

}  // namespace gracy::documents
