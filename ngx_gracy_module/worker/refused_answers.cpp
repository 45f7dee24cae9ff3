#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr int most_listed = 1000;

}  // namespace

int list_refused_answers(const Configuration& configuration) {
    const auto rows = PlainConnection::for_catalogue(configuration.database, "gracy-worker answers")
                          .query(sql::assistant::list_refusals.number, {std::to_string(most_listed)});
    for (const auto& row : rows) {
        // slug, question_id, refused_at, server, model, kind_version, reason, question, answers
        base::JsonWriter json(4096);
        json.open_object();
        json.field<"team_space">(row[0]);
        json.field<"question_id">(row[1]);
        json.field<"refused_at">(row[2]);
        json.field<"server">(row[3]);
        json.field<"model">(row[4]);
        json.field<"version">(row[5]);
        json.field<"reason">(row[6]);
        json.field<"question">(row[7]);
        json.field<"answers">(base::RawJson{row[8]});
        json.close_object();
        fmt::print("{}\n", json.take());
    }
    fmt::print(stderr, "{} questions{}\n", rows.size(),
               rows.size() == most_listed ? " (only the latest are listed)" : "");
    return 0;
}

}  // namespace gracy::worker
