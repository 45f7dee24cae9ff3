#include "mongodb/verdict.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::mongodb {
namespace {

constexpr std::int64_t duplicate_key = 11000;

// Codes of MongoDB's src/mongo/base/error_codes.yml.
constexpr std::array<std::int64_t, 3> not_primary{10107, 13435, 10058};
constexpr std::array<std::int64_t, 2> shutting_down{11600, 91};
constexpr std::array<std::int64_t, 3> recovering{11602, 13436, 189};
constexpr std::array<std::int64_t, 3> not_allowed{18, 13, 8000};
// Unreachable or timed out hosts behind the server, exceeded time limits, a write concern that was not met in time.
constexpr std::array<std::int64_t, 9> transient{6, 7, 89, 9001, 50, 262, 134, 64, 100};
constexpr std::array<std::int64_t, 1> overloaded{462};

template <std::size_t size>
bool is_one_of(const std::array<std::int64_t, size>& codes, std::int64_t code) {
    return std::ranges::find(codes, code) != codes.end();
}

/// Servers before 4.2 and proxies leave the code out (SDAM specification, "not writable primary" and "node is
/// recovering" errors).
std::int64_t code_of(const BsonReader& error) {
    if (const auto code = error.integer("code")) {
        return *code;
    }
    const std::string_view text = error.text("errmsg").value_or("");
    if (text.find("node is recovering") != text.npos || text.find("not master or secondary") != text.npos) {
        return recovering.front();
    }
    return text.find("not master") != text.npos ? not_primary.front() : 0;
}

bool has_label(const BsonReader& reply, std::string_view label) {
    const auto labels = reply.texts("errorLabels");
    return std::ranges::find(labels, label) != labels.end();
}

ServerState state_after(std::int64_t code, const BsonReader& reply) {
    if (is_one_of(shutting_down, code)) {
        return ServerState::shutting_down;
    }
    if (is_one_of(not_primary, code) || is_one_of(recovering, code)) {
        return ServerState::not_writable;
    }
    if (is_one_of(overloaded, code) || has_label(reply, "SystemOverloadedError")) {
        return ServerState::overloaded;
    }
    return is_one_of(not_allowed, code) ? ServerState::not_allowed : ServerState::unchanged;
}

bool passes(std::int64_t code) {
    return is_one_of(not_primary, code) || is_one_of(shutting_down, code) || is_one_of(recovering, code) ||
           is_one_of(transient, code) || is_one_of(overloaded, code);
}

Verdict of_failed_command(const BsonReader& reply, std::size_t documents) {
    const std::int64_t code = code_of(reply);
    Verdict verdict;
    verdict.server = state_after(code, reply);
    verdict.trouble = fmt::format("the insert failed with code {}", code);
    verdict.topology_version = TopologyVersion::read(reply);
    if (code == duplicate_key) {
        verdict.one_by_one = documents > 1;
        verdict.fates.assign(documents, documents > 1 ? Fate::again : Fate::duplicate);
        return verdict;
    }
    const bool again = passes(code) || verdict.server == ServerState::overloaded ||
                       verdict.server == ServerState::not_allowed || has_label(reply, "RetryableWriteError");
    if (const auto backoff = reply.integer("baseBackoffMS"); backoff && *backoff > 0 && *backoff <= 10'000) {
        verdict.backoff = std::chrono::milliseconds(*backoff);
    }
    verdict.fates.assign(documents, again ? Fate::again : Fate::refused);
    return verdict;
}

Fate fate_of(const BsonReader& write_error) {
    const std::int64_t code = code_of(write_error);
    return code == duplicate_key ? Fate::duplicate : passes(code) ? Fate::again : Fate::refused;
}

/// Documents with an error of their own. What these say of the server is about one document and not believed.
void take_write_errors(const BsonReader& reply, Verdict& verdict) {
    std::vector<bool> seen(verdict.fates.size(), false);
    for (const BsonReader& error : reply.documents("writeErrors")) {
        const auto index = error.integer("index");
        if (!index || *index < 0 || static_cast<std::size_t>(*index) >= seen.size() ||
            seen[static_cast<std::size_t>(*index)]) {
            throw ProtocolError("a write error is about no document that was sent");
        }
        seen[static_cast<std::size_t>(*index)] = true;
        const Fate fate = fate_of(error);
        verdict.fates[static_cast<std::size_t>(*index)] = fate;
        if (fate != Fate::duplicate && verdict.trouble.empty()) {
            verdict.trouble = fmt::format("a document failed with code {}", code_of(error));
        }
    }
}

/// The documents are written and perhaps not for good: nothing of it counts.
void take_write_concern_error(const BsonReader& error, const BsonReader& reply, Verdict& verdict) {
    const std::int64_t code = code_of(error);
    verdict.server = state_after(code, reply);
    verdict.topology_version = TopologyVersion::read(reply);
    verdict.trouble = fmt::format("a majority did not confirm the insert (code {})", code);
    for (Fate& fate : verdict.fates) {
        fate = fate == Fate::refused ? fate : Fate::again;
    }
}

}  // namespace

Verdict judge(const BsonReader& reply, std::size_t documents) {
    if (!reply.truth("ok").value_or(false)) {
        return of_failed_command(reply, documents);
    }
    Verdict verdict;
    verdict.fates.assign(documents, Fate::stored);
    take_write_errors(reply, verdict);
    const auto stored = static_cast<std::int64_t>(std::ranges::count(verdict.fates, Fate::stored));
    if (reply.integer("n") != stored) {
        throw ProtocolError(
            fmt::format("{} documents were sent, and the server's numbers are about others", documents));
    }
    if (const auto error = reply.document("writeConcernError")) {
        take_write_concern_error(*error, reply, verdict);
    }
    return verdict;
}

std::optional<CommandFailure> failure_of(const BsonReader& reply) {
    const bool ok = reply.truth("ok").value_or(false);
    const auto concern = reply.document("writeConcernError");
    if (ok && !concern) {
        return std::nullopt;
    }
    const std::int64_t code = code_of(ok ? *concern : reply);
    return CommandFailure{
        .code = code, .server = state_after(code, reply), .trouble = fmt::format("failed with code {}", code)};
}

}  // namespace gracy::mongodb
