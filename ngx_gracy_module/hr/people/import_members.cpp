#include "access/access_change.hpp"
#include "access/services.hpp"
#include "base/json_writer.hpp"
#include "base/korean.hpp"
#include "gracy/sql/people.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/import_file.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "io/offload.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>

namespace gracy::hr {
namespace {

using Rows = postgres::Rows<sql::people::import_members_row>;

http::Sentence sentence_of(std::string_view code, std::string_view subject) {
    if (code == "duplicate") {
        return {fmt::format("Line {} is about the same member.", subject),
                fmt::format("{}번째 줄과 같은 구성원이에요.", subject)};
    }
    if (code == "required") {
        return http::Text{"Somebody new needs a name.", "새 구성원은 이름이 있어야 해요."};
    }
    if (code == "unknown_department" || code == "unknown_location") {
        return {fmt::format("There is no “{}”.", subject),
                fmt::format("“{}”{} 없어요.", subject, base::subject_particle(subject))};
    }
    if (code == "ambiguous_department") {
        return {fmt::format("There are several “{}”; write it as “division > department”.", subject),
                fmt::format("“{}”{} 여러 개예요. “상위 부서 > 부서”로 적어 주세요.", subject,
                            base::subject_particle(subject))};
    }
    if (code == "ambiguous_location") {
        return {fmt::format("There are several “{}”.", subject),
                fmt::format("“{}”{} 여러 개예요.", subject, base::subject_particle(subject))};
    }
    if (code == "unknown_manager") {
        return {fmt::format("Nobody has the address {}, here or in the file.", subject),
                fmt::format("{} 주소를 쓰는 구성원이 없어요. 파일에도 없어요.", subject)};
    }
    if (code == "inactive_manager") {
        return {fmt::format("{} has left.", subject), fmt::format("{} 님은 퇴사한 구성원이에요.", subject)};
    }
    if (code == "manager_cycle") {
        return http::Text{"This makes a circle of managers.", "관리자 관계가 돌고 돌아요."};
    }
    if (code == "left_before_hired") {
        return http::Text{"This is before the day of joining.", "퇴사일이 입사일보다 앞설 수 없어요."};
    }
    if (code == "leaves_later") {
        return http::Text{"Who has left cannot leave later.", "퇴사한 사람의 퇴사일이 미래예요."};
    }
    if (code == "has_passed") {
        return http::Text{"This day has passed. Write `left` as the status, or a day to come.",
                          "이미 지난 날이에요. 상태에 퇴사라고 적거나 앞으로 올 날을 적어 주세요."};
    }
    if (code == "invalid_birthday") {
        return http::Text{"Nobody was born on such a day.", "있을 수 없는 생일이에요."};
    }
    if (code == "unknown_tz") {
        return http::Text{"This is no time zone of the IANA database.", "IANA 시간대 이름이 아니에요."};
    }
    if (code == "owners_only") {
        return http::Text{"Only an owner may change the status or the last day of an owner or an administrator.",
                          "소유자와 관리자의 상태와 퇴사일은 소유자만 바꿀 수 있어요."};
    }
    if (code == "roles_only") {
        return http::Text{"This member holds a role: changing the status or the last day needs `roles:write`.",
                          "역할이 있는 구성원이에요. 상태나 퇴사일을 바꾸려면 `roles:write` 권한이 필요해요."};
    }
    if (code == "former_member") {
        return {fmt::format(
                    "{} had this address and has left. Give whoever is new another one; who returns is written with "
                    "the name that they had.",
                    subject),
                fmt::format("퇴사한 {} 님이 쓰던 주소예요. 새로 온 사람이라면 다른 주소를 적고, 다시 입사한 사람이라면 "
                            "예전 이름으로 적어 주세요.",
                            subject)};
    }
    if (code == "last_owner") {
        return http::Text{"Make somebody else an owner first.", "먼저 다른 사람을 소유자로 지정해 주세요."};
    }
    throw std::logic_error(fmt::format("import_members: unknown code {}", code));
}

/// What is missing because its cell was refused is not said twice.
bool is_known(const std::set<std::pair<std::int64_t, std::string>>& places, std::int64_t line,
              std::string_view column) {
    return places.contains({line, std::string(column)});
}

/// What is wrong only because another line could not be read is said when that one is mended, if it still is.
bool is_about_unread(const sql::people::import_members_row& row, const ImportFile& file) {
    return row.code == "unknown_manager" && file.may_bring(row.subject.value_or(""));
}

void add_refusals(const Rows& rows, ImportFile& file) {
    std::vector<LineError>& errors = file.errors;
    std::set<std::pair<std::int64_t, std::string>> places;
    for (const LineError& error : errors) {
        places.emplace(error.line, error.column);
    }
    for (const auto& row : rows) {
        if (row.outcome == "refused" && !is_known(places, row.line, row.field.value_or("")) &&
            !is_about_unread(row, file)) {
            errors.push_back({.line = row.line,
                              .column = std::string(row.field.value_or("")),
                              .code = std::string(*row.code),
                              .detail = sentence_of(*row.code, row.subject.value_or(""))});
        }
    }
    std::ranges::sort(errors, {}, [](const LineError& error) {
        return std::tuple<std::int64_t, std::string_view, std::string_view>(error.line, error.column, error.code);
    });
}

/// What becomes of each line; nothing does when the file is not valid.
void write_lines(base::JsonWriter& json, const Rows& rows, bool valid) {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t returning = 0;
    std::int64_t unchanged = 0;
    json.key<"lines">().open_array();
    for (const auto& row : rows) {
        if (!valid) {
            continue;
        }
        created += row.outcome == "created" ? 1 : 0;
        updated += row.outcome == "updated" ? 1 : 0;
        returning += row.outcome == "returns" ? 1 : 0;
        unchanged += row.outcome == "unchanged" ? 1 : 0;
        json.open_object();
        json.field<"line">(row.line);
        json.field<"outcome">(row.outcome);
        json.field<"email">(row.email);
        json.field<"name">(row.name);
        json.key<"changes">().open_array();
        for (std::size_t i = 0; i < row.changes.size(); ++i) {
            json.value(row.changes[i]);
        }
        json.close_array().close_object();
    }
    json.close_array();
    json.field<"created">(created);
    json.field<"updated">(updated);
    json.field<"returning">(returning);
    json.field<"unchanged">(unchanged);
}

/// What would become of the file, with everything that is wrong with it.
http::Response report(bool dry_run, const Rows& rows, const std::vector<LineError>& errors, http::Language language) {
    base::JsonWriter json(128 * rows.size() + 256);
    json.open_object();
    json.field<"dry_run">(dry_run);
    json.field<"valid">(errors.empty());
    write_lines(json, rows, errors.empty());
    json.key<"errors">().open_array();
    for (const LineError& error : errors) {
        json.open_object();
        json.field<"line">(error.line);
        json.field<"column">(error.column);
        json.field<"code">(error.code);
        json.field<"detail">(error.detail.in(language));
        json.close_object();
    }
    json.close_array().close_object();
    return http::Response::json(json.take());
}

/// Where in the file, as the pointer of a field error: "#/12/hired_on", "#/12".
http::Problem problem_of(std::vector<LineError> errors) {
    std::vector<http::FieldError> fields;
    for (LineError& error : errors) {
        fields.push_back({http::FieldError::Place::body,
                          fmt::format("#/{}{}{}", error.line, error.column.empty() ? "" : "/", error.column),
                          std::move(error.code), std::move(error.detail)});
    }
    return http::Problem::validation(std::move(fields));
}

// On another thread, both: ten thousand lines are a third of a second, and the loop has others to serve.

base::Task<ImportFile> read_file(access::Call& call) {
    co_return co_await io::OffloadedCall(call.services().offload,
                                         [csv = std::string(call.request().body)] { return ImportFile::read(csv); });
}

/// Throws the problem of a file that is to be imported and cannot be.
base::Task<http::Response> report_on(access::Call& call, bool dry_run, ImportFile file, Rows rows) {
    co_return co_await io::OffloadedCall(
        call.services().offload,
        [dry_run, file = std::move(file), rows = std::move(rows), language = call.language()]() mutable {
            add_refusals(rows, file);
            if (!dry_run && !file.errors.empty()) {
                throw problem_of(std::move(file.errors));
            }
            return report(dry_run, rows, file.errors, language);
        });
}

}  // namespace

base::Task<http::Response> import_members(access::Call& call) {
    http::QueryReader query(call.request().query);
    const bool dry_run = query.boolean("dry_run").value_or(false);
    query.finish();
    if (!http::has_body_of(call.request(), "text/csv")) {
        throw http::Problem::unsupported_media_type("text/csv");
    }
    ImportFile file = co_await read_file(call);
    // Nothing is written of a file with a bad cell, but what else is wrong with it is looked for all the same. Alone on
    // a connection, and not on the one that is kept for short transactions: ten thousand lines take seconds.
    const bool only_look = dry_run || !file.errors.empty();
    auto transaction = co_await call.database().begin(postgres::Access::read_write, postgres::Hold::long_time);
    Rows rows = co_await transaction.run(sql::people::import_members, call.team_space(), call.principal().member_id,
                                         file.people, only_look, call.request().request_id,
                                         access::includes(call.principal().scopes, access::Scope::roles_write));
    http::Response answer = co_await report_on(call, dry_run, std::move(file), std::move(rows));
    if (!dry_run) {
        co_await transaction.commit();
        access::announce_access_change(call);
    }
    co_return answer;
}

}  // namespace gracy::hr
