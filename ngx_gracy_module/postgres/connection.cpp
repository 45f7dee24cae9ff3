#include "postgres/connection.hpp"

#include "base/log.hpp"
#include "io/backoff.hpp"
#include "postgres/outage_log.hpp"
#include "postgres/query.hpp"
#include "postgres/row_stream.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <algorithm>
#include <ranges>

namespace gracy::postgres {
namespace {

constexpr std::array control_words = {"", "begin", "begin isolation level repeatable read read only", "commit",
                                      "rollback"};

/// "s17": the name under which statement 17 is prepared, without touching the heap.
class StatementName {
  public:
    explicit StatementName(std::uint16_t number) { *fmt::format_to(text_.data(), "s{}", number) = '\0'; }
    const char* c_str() const { return text_.data(); }

  private:
    std::array<char, 8> text_;
};

Error error_of(const pg_result* result) {
    const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string state = sqlstate != nullptr ? sqlstate : "";
    const ErrorKind kind = kind_of(state);
    return Error(kind, std::move(state), message != nullptr ? message : "the server gave no reason");
}

// The statement was refused before it ran, and would be again in this session: it no longer has the statement or its
// plan, because a migration ran under us, or its server takes no writes any more.
bool is_stale(const Error& error, Duty duty) {
    return error.sqlstate() == "26000" || error.sqlstate() == "0A000" ||
           (error.sqlstate() == "25006" && duty != Duty::reads);
}

}  // namespace

Connection::Connection(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
                       Duty duty, Statistics& statistics, Owner& owner)
    : reactor_(reactor),
      settings_(settings),
      duty_(duty),
      statistics_(statistics),
      owner_(owner),
      link_(reactor, resolver, conninfo, *this),
      backoff_timer_(reactor.timer(io::AtShutdown::ignores, [this] { connect(); })),
      stall_timer_(reactor.timer(io::AtShutdown::ignores, [this] { watch_progress(); })) {}

Connection::~Connection() {
    if (ready()) {
        --statistics_.connections_ready;
    }
    statistics_.in_flight -= in_flight_;
}

void Connection::open() {
    if (state_ == State::closed) {
        connect();
    }
}

void Connection::connect() {
    state_ = State::connecting;
    link_.connect(options_of(session_settings(settings_, duty_)), settings_.application_name,
                  settings_.connect_timeout);
}

bool Connection::prepares(const StatementInfo& statement) const {
    if ((static_cast<unsigned>(statement.process) & static_cast<unsigned>(settings_.process)) == 0) {
        return false;
    }
    switch (duty_) {
        case Duty::reads:
            return statement.kind == StatementKind::read;
        case Duty::writes:
            return statement.kind == StatementKind::write;
        case Duty::exclusive:
            return true;
    }
    return false;
}

void Connection::link_connected() {
    state_ = State::preparing;
    if (PQenterPipelineMode(link_.connection()) == 0) {
        lose("pipeline mode was refused");
        return;
    }
    prepare();
}

void Connection::prepare() {
    pg_conn* connection = link_.connection();
    const auto catalogue = sql::catalogue();
    // In front of the statements: without the search path none of them finds its tables, which would say something
    // else.
    bool sent = PQsendQueryParams(connection, check_of(session_settings(settings_, duty_)).c_str(), 0, nullptr, nullptr,
                                  nullptr, nullptr, 0) != 0;
    pipeline_.push_back({Expected::settings});
    for (std::uint16_t number = 0; number < catalogue.size(); ++number) {
        const StatementInfo& statement = catalogue[number];
        if (!prepares(statement)) {
            continue;
        }
        const StatementName name(number);
        sent = sent &&
               PQsendPrepare(connection, name.c_str(), statement.text.data(),
                             static_cast<int>(statement.parameters.size()), statement.parameters.data()) != 0 &&
               PQsendDescribePrepared(connection, name.c_str()) != 0;
        pipeline_.push_back({Expected::preparation, number});
        pipeline_.push_back({Expected::description, number});
    }
    sent = sent && PQpipelineSync(connection) != 0;
    pipeline_.push_back({Expected::sync});
    if (!sent) {
        lose("the statements could not be sent");
        return;
    }
    last_progress_ = reactor_.now();
    watch_progress();
    link_.flush();
}

bool Connection::outside_transaction() const {
    return PQtransactionStatus(link_.connection()) == PQTRANS_IDLE;
}

void Connection::put(std::unique_ptr<Slot> slot) {
    if (slot->abandoned() && slot->control == Control::none) {
        ++statistics_.abandoned;
        return;
    }
    pg_conn* connection = link_.connection();
    int sent = 0;
    if (slot->control != Control::none) {
        sent = PQsendQueryParams(connection, control_words[static_cast<std::size_t>(slot->control)], 0, nullptr,
                                 nullptr, nullptr, nullptr, 1);
    } else {
        const StatementName name(slot->statement);
        sent = slot->params.with_arrays([&](const char* const* values, const int* lengths, const int* formats) {
            return PQsendQueryPrepared(connection, name.c_str(), slot->params.count(), values, lengths, formats, 1);
        });
    }
    if (slot->row_by_row && sent != 0) {
        sent = PQsetSingleRowMode(connection);
    }
    if (pipeline_.empty()) {
        last_progress_ = reactor_.now();
    }
    pipeline_.push_back({Expected::statement, slot->statement, std::move(slot)});
    ++in_flight_;
    ++statistics_.in_flight;
    ++statistics_.statements;
    group_open_ = true;
    if (sent == 0) {
        lose("a statement could not be sent");
    }
}

void Connection::end_group() {
    if (!group_open_ || !ready()) {
        return;
    }
    group_open_ = false;
    ++statistics_.groups;
    pipeline_.push_back({Expected::sync});
    if (PQpipelineSync(link_.connection()) == 0) {
        lose("the end of a group could not be sent");
        return;
    }
    if (!stall_watched_) {
        watch_progress();
    }
    link_.flush();
}

void Connection::watch_progress() {
    stall_watched_ = false;
    if (pipeline_.empty()) {
        return;
    }
    if (paused_) {
        last_progress_ = reactor_.now();
    }
    const auto limit =
        (duty_ == Duty::exclusive ? settings_.bulk_timeout : settings_.statement_timeout) + settings_.stall_grace;
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(reactor_.now() - last_progress_);
    if (waited >= limit) {
        ++statistics_.stalls;
        lose("the server made no progress");
        return;
    }
    stall_watched_ = true;
    stall_timer_->start(limit - waited);
}

void Connection::link_readable() {
    // When a server dies inside a pipeline libpq never delivers the outstanding Syncs: it returns NULL for ever.
    // Between two results there is one NULL, so a second one in a row is the end.
    int nulls = 0;
    const bool was_ready = ready();
    while (link_.connection() != nullptr && !paused_ && !pipeline_.empty() && PQisBusy(link_.connection()) == 0) {
        pg_result* raw = PQgetResult(link_.connection());
        if (raw == nullptr) {
            if (head_result_.get() != nullptr) {
                finish_head(std::exchange(head_result_, Result()));
                nulls = 0;
            } else if (++nulls > 2 || PQstatus(link_.connection()) == CONNECTION_BAD) {
                break;
            }
            continue;
        }
        nulls = 0;
        Result result(raw);
        last_progress_ = reactor_.now();
        if (PQresultStatus(raw) == PGRES_SINGLE_TUPLE) {
            hand_over_row(std::move(result));
        } else if (PQresultStatus(raw) == PGRES_PIPELINE_SYNC) {
            if (pipeline_.front().expected != Expected::sync) {
                lose("the server's answers are out of step");
                return;
            }
            finish_head(std::move(result));
        } else if (head_result_.get() == nullptr || PQresultStatus(raw) == PGRES_FATAL_ERROR) {
            head_result_ = std::move(result);
        }
    }
    if (was_ready && ready()) {
        owner_.connection_progressed(*this);
    }
}

void Connection::hand_over_row(Result row) {
    RowQuery* rows = pipeline_.front().slot->rows;
    if (rows != nullptr && !rows->take_row(std::move(row))) {
        paused_ = true;
        link_.pause();
    }
}

void Connection::resume() {
    if (!std::exchange(paused_, false)) {
        return;
    }
    last_progress_ = reactor_.now();
    // First what libpq has already: reading more before that would make its buffer grow.
    link_readable();
    if (!paused_ && link_.connection() != nullptr) {
        link_.resume();
    }
}

void Connection::finish_head(Result result) {
    Entry entry = std::move(pipeline_.front());
    pipeline_.pop_front();
    switch (entry.expected) {
        case Expected::statement:
            finish_statement(std::move(entry), std::move(result));
            return;
        case Expected::settings:
            check_settings(result.get());
            return;
        case Expected::preparation:
        case Expected::description:
            if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
                const Error error = error_of(result.get());
                // Syntax error or access rule violation: what the statement names is not there, or not for us.
                const bool unmigrated = error.sqlstate().starts_with("42");
                lose(fmt::format("statement {} was refused: {}{}", sql::catalogue()[entry.statement].name, error.what(),
                                 unmigrated ? "; run the migrations of this version" : ""));
            } else if (entry.expected == Expected::description) {
                check_description(entry.statement, result.get());
            }
            return;
        case Expected::sync:
            if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
                // The commit itself failed; the Sync's own answer is still to come.
                pipeline_.push_front(std::move(entry));
                if (uncommitted_) {
                    finish_failed({Expected::statement, uncommitted_->statement, std::move(uncommitted_)},
                                  error_of(result.get()));
                }
                return;
            }
            finish_group();
            return;
    }
}

void Connection::finish_group() {
    if (state_ == State::preparing) {
        state_ = State::ready;
        stale_ = false;
        ++session_;
        attempts_ = 0;
        outage_log().over(trouble_);
        trouble_.clear();
        ++statistics_.connects;
        ++statistics_.connections_ready;
        owner_.connection_ready(*this);
        return;
    }
    if (uncommitted_) {
        hand_over(std::move(uncommitted_), std::move(uncommitted_result_));
    }
}

void Connection::hand_over(std::unique_ptr<Slot> slot, Result result) {
    if (slot->abandoned()) {
        ++statistics_.abandoned;
    }
    slot->complete(std::move(result));
}

void Connection::check_settings(const pg_result* result) {
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        lose(fmt::format("the session's settings could not be looked at: {}", error_of(result).what()));
    } else if (PQntuples(result) > 0) {
        lose(
            fmt::format("the session does not have the {} that it asked for: something in between drops the startup "
                        "parameter \"options\", as PgBouncer may; connect to PostgreSQL itself",
                        PQgetvalue(result, 0, 0)));
    }
}

void Connection::check_description(std::uint16_t number, const pg_result* result) {
    const StatementInfo& statement = sql::catalogue()[number];
    bool same = static_cast<std::size_t>(PQnparams(result)) == statement.parameters.size() &&
                static_cast<std::size_t>(PQnfields(result)) == statement.columns.size();
    for (int i = 0; same && i < PQnparams(result); ++i) {
        same = PQparamtype(result, i) == statement.parameters[static_cast<std::size_t>(i)];
    }
    for (int i = 0; same && i < PQnfields(result); ++i) {
        same = PQftype(result, i) == statement.columns[static_cast<std::size_t>(i)];
    }
    if (!same) {
        lose(fmt::format(
            "statement {} has other types on the server than in its header; run the migrations of this version",
            statement.name));
    }
}

void Connection::finish_statement(Entry entry, Result result) {
    --in_flight_;
    --statistics_.in_flight;
    switch (PQresultStatus(result.get())) {
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
            if (duty_ == Duty::reads) {
                hand_over(std::move(entry.slot), std::move(result));
            } else {
                uncommitted_ = std::move(entry.slot);
                uncommitted_result_ = std::move(result);
            }
            return;
        case PGRES_PIPELINE_ABORTED:
            // It was never run: a neighbour in its group failed.
            if (entry.slot->abandoned()) {
                ++statistics_.abandoned;
                return;
            }
            ++statistics_.resent_reads;
            entry.slot->alone = true;
            owner_.connection_returned(std::move(entry.slot));
            return;
        default:
            finish_failed(std::move(entry), error_of(result.get()));
    }
}

void Connection::finish_failed(Entry entry, Error error) {
    if (error.kind() == ErrorKind::lost) {
        // The server is going away and said so in this statement's place. What is sent again must not come back here.
        lose(error.what());
        release_in_flight(std::move(entry));
        return;
    }
    if (is_stale(error, duty_)) {
        stale_ = true;
        if (duty_ != Duty::exclusive) {
            recycle(fmt::format("{}: {}", sql::catalogue()[entry.statement].name, error.what()));
            if (!entry.slot->resent) {
                // The server refused it before running it.
                entry.slot->resent = true;
                owner_.connection_returned(std::move(entry.slot));
                return;
            }
        }
    }
    owner_.connection_refused(entry.slot, error);
    if (entry.slot) {
        if (entry.slot->abandoned()) {
            ++statistics_.abandoned;
        }
        entry.slot->fail(std::move(error));
    }
}

void Connection::recycle(const std::string& why) {
    lose(why);
}

void Connection::lose(const std::string& why) {
    if (state_ == State::backing_off || state_ == State::closed) {
        return;
    }
    link_.close();
    link_lost(why);
}

void Connection::link_lost(const std::string& why) {
    const bool was_ready = ready();
    state_ = State::backing_off;
    trouble_ = why;
    if (was_ready) {
        ++statistics_.losses;
        --statistics_.connections_ready;
        base::log(base::LogLevel::warning, "postgres: connection lost: {}", why);
    } else {
        ++statistics_.connect_failures;
        outage_log().failed(why, reactor_.now());
    }
    group_open_ = false;
    paused_ = false;
    stall_watched_ = false;
    stall_timer_->stop();
    head_result_ = Result();
    backoff_timer_->start(io::backoff(attempts_++, settings_.backoff_first, settings_.backoff_most));

    std::deque<Entry> broken = std::exchange(pipeline_, {});
    if (uncommitted_) {
        broken.push_front({Expected::statement, uncommitted_->statement, std::move(uncommitted_)});
    }
    statistics_.in_flight -= std::exchange(in_flight_, 0);
    for (Entry& entry : broken | std::views::reverse) {
        release_in_flight(std::move(entry));
    }
    if (was_ready) {
        owner_.connection_lost(*this);
    }
}

void Connection::release_in_flight(Entry entry) {
    if (!entry.slot) {
        return;
    }
    if (entry.slot->abandoned()) {
        ++statistics_.abandoned;
        return;
    }
    const bool is_read = duty_ == Duty::reads;
    if (is_read && !entry.slot->resent) {
        ++statistics_.resent_reads;
        entry.slot->resent = true;
        owner_.connection_returned(std::move(entry.slot));
        return;
    }
    if (!is_read) {
        ++statistics_.uncertain_writes;
    }
    Error error(ErrorKind::lost, {}, "the connection to the database broke", !is_read);
    owner_.connection_refused(entry.slot, error);
    if (entry.slot) {
        entry.slot->fail(std::move(error));
    }
}

}  // namespace gracy::postgres
