#include "hr/exports/work.hpp"

#include "base/log.hpp"
#include "gracy/sql/exports.hpp"
#include "hr/exports/dataset.hpp"
#include "http/numbers.hpp"
#include "jobs/job_row.hpp"
#include "postgres/client.hpp"

#include <exception>
#include <utility>

namespace gracy::hr {
namespace {

/// What one statement carries.
constexpr std::size_t chunk_size = 256 * 1024;
constexpr std::int32_t purged_at_once = 20;
constexpr std::int32_t settled_at_once = 100;

/// One attempt: everything of one moment, in pieces. Another worker may have taken the job over, because this one was
/// silent for too long; then the pieces are refused, and the attempt ends.
class Attempt {
  public:
    Attempt(postgres::Client& client, jobs::JobRow of, std::int32_t number)
        : client_(client), of_(of), number_(number) {}

    base::Task<void> run(const FileOrder& order) {
        auto snapshot = co_await client_.begin(postgres::Access::read_only);
        const auto data = dataset(order, snapshot);
        total_ = co_await data->count();
        data->write_header(pending_);
        bool held = true;
        while (held) {
            const std::size_t written = co_await data->write_next(pending_);
            done_ += static_cast<std::int64_t>(written);
            while (held && (pending_.size() >= chunk_size || (written == 0 && !pending_.empty()))) {
                held = co_await write_chunk();
            }
            if (written == 0) {
                break;
            }
        }
        co_await snapshot.commit();
        if (held) {
            co_await finish("done");
        }
    }

    base::Task<void> finish(std::string_view state) {
        co_await client_.write(sql::exports::finish_export, of_.team_space_id, of_.id, number_, state);
    }

  private:
    base::Task<bool> write_chunk() {
        const std::string chunk = pending_.substr(0, chunk_size);
        pending_.erase(0, chunk.size());
        const auto written = co_await client_.write(sql::exports::write_export_chunk, of_.team_space_id, of_.id,
                                                    number_, base::bytes_of(chunk), done_, total_);
        co_return written.front().held;
    }

    postgres::Client& client_;
    jobs::JobRow of_;
    std::int32_t number_;
    std::int64_t done_ = 0;
    std::int64_t total_ = 0;
    std::string pending_;
};

/// What the requester might do then and may do still.
template <class Row>
access::Scope scopes_of(const Row& begun) {
    access::Scope allowed = access::scopes_of(access::role_named(begun.role));
    for (std::size_t i = 0; i < begun.grants.size(); ++i) {
        allowed = allowed | access::scopes_of_grant(begun.grants[i]);
    }
    return begun.scopes ? allowed & static_cast<access::Scope>(*begun.scopes) : allowed;
}

base::Task<void> write_export(postgres::Database& database, jobs::Job job) {
    const jobs::JobRow of = jobs::row_of(job, "export_id");
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::exports::take_export, of.team_space_id, of.id);
    const auto begun = rows.front();
    if (begun.outcome != "ok") {
        co_return;  // expired while it waited, or written by another worker
    }
    Attempt attempt(client, of, begun.attempt.value());
    const FileOrder order{.dataset = std::string(begun.dataset.value()),
                          .format = std::string(begun.format.value()),
                          .team_space_id = of.team_space_id,
                          .requester_id = begun.requester_id.value(),
                          .subject_id = begun.subject_id.value_or(0),
                          .scopes = scopes_of(begun)};
    if (!access::includes(order.scopes, scopes_for(order.dataset))) {
        co_await attempt.finish("failed");  // who asked has lost the right since
        co_return;
    }
    std::exception_ptr failure;
    try {
        co_await attempt.run(order);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        if (job.attempt >= job.max_attempts) {
            co_await attempt.finish("failed");
        }
        std::rethrow_exception(failure);
    }
}

base::Task<void> purge_exports(postgres::Database& database) {
    std::int64_t deleted = 0;
    for (std::int64_t now = purged_at_once; now == purged_at_once; deleted += now) {
        postgres::Client client(database);
        const auto rows = co_await client.write(sql::exports::purge_exports, purged_at_once);
        now = rows.front().deleted;
    }
    if (deleted > 0) {
        base::log(base::LogLevel::info, "exports: {} expired files deleted", deleted);
    }
}

/// What ended without anybody who could say so: in a deadline, with a worker, or by an operator's hand.
base::Task<void> settle_exports(postgres::Database& database) {
    postgres::Client client(database);
    const auto rows = co_await client.write(sql::exports::settle_exports, settled_at_once);
    if (rows.front().settled > 0) {
        base::log(base::LogLevel::warning, "exports: {} will not be written any more and failed", rows.front().settled);
    }
}

void add(Work& work, const char* name, std::chrono::seconds every, base::Task<void> (*run)(postgres::Database&),
         postgres::Database& database) {
    work.every(every,
               {name, "bulk", std::chrono::minutes(10), [run, &database](const jobs::Job&) { return run(database); }});
}

}  // namespace

void add_exports_work(Work& work, const WorkServices& services) {
    postgres::Database& database = services.database;
    work.kinds.push_back({"exports.write", "bulk", std::chrono::minutes(30),
                          [&database](jobs::Job job) { return write_export(database, std::move(job)); }});
    add(work, "exports.purge", std::chrono::minutes(15), purge_exports, database);
    add(work, "exports.settle", std::chrono::minutes(1), settle_exports, database);
}

}  // namespace gracy::hr
