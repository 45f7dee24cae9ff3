// An export as JSON, and what its routes answer with.
#pragma once

#include "access/call.hpp"
#include "base/json_writer.hpp"
#include "base/task.hpp"
#include "hr/json.hpp"
#include "http/problem.hpp"
#include "http/response.hpp"

#include <fmt/format.h>

namespace gracy::hr {

/// Throws Problem::not_found unless the caller has asked for it.
base::Task<http::Response> show_export(access::Call& call, std::int64_t id, int status);

/// 202 with the export's place: the worker has its job, and is woken.
base::Task<http::Response> accept_export(access::Call& call, std::int64_t id);

http::Problem too_many_exports();

template <class Row>
void write_export(base::JsonWriter& json, const Row& one) {
    json.open_object();
    json.field<"id">(base::Id{one.id});
    json.field<"dataset">(one.dataset);
    json.field<"member_id">(id_or_null(one.subject_id));
    json.field<"format">(one.format);
    json.field<"state">(one.state);
    // Percent; nothing before the rows are counted.
    std::optional<std::int32_t> progress;
    if (one.state == "done") {
        progress = 100;
    } else if (one.rows_total && *one.rows_total > 0) {
        progress = static_cast<std::int32_t>(one.rows_done * 100 / *one.rows_total);
    }
    json.field<"progress">(progress);
    json.field<"rows_done">(one.rows_done);
    json.field<"rows_total">(one.rows_total);
    json.field<"bytes">(one.bytes);
    json.field<"download">(one.state == "done" ? std::optional(fmt::format("/api/v1/exports/{}/download", one.id))
                                               : std::nullopt);
    json.field<"created_at">(one.created_at);
    json.field<"finished_at">(one.finished_at);
    json.field<"expires_at">(one.expires_at);
    json.close_object();
}

}  // namespace gracy::hr
