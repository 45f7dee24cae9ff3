#include "staking/integrity.hpp"

#include "base/encoding.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/staking.hpp"
#include "http/query.hpp"
#include "staking/address.hpp"
#include "staking/chain_parameter.hpp"
#include "staking/crowd/compute_units.hpp"

namespace gracy::staking {
namespace {

constexpr std::int32_t evidence_limit = 50;

void write_proof(base::JsonWriter& json, const sql::staking::list_proofs_row& proof) {
    json.open_object();
    json.field<"contract">(to_hex_text(proof.contract));
    json.field<"proven_block">(proof.last_block);
    json.field<"proven_block_hash">(to_hex_text(proof.last_block_hash));
    json.field<"proven_at">(proof.updated_at);
    json.field<"proof">(proof.proven_sequence ? "sequence" : "blocks");
    json.field<"sequence">(proof.proven_sequence);
    json.field<"seasons">(proof.proven_seasons);
    json.field<"pending_events">(proof.pending);
    json.field<"total_checked_block">(proof.total_block);
    json.field<"total_difference">(proof.total_difference);
    json.close_object();
}

void write_reading(base::JsonWriter& json, const sql::staking::list_readings_row& reading) {
    json.open_object();
    json.field<"contract">(to_hex_text(reading.contract));
    json.field<"state">(reading.is_stale ? "stalled" : "reading");
    json.field<"first_block">(reading.first_block);
    json.field<"last_block">(reading.last_block);
    json.field<"read_block">(reading.read_block);
    json.field<"blocks">(reading.blocks);
    json.field<"blocks_read">(reading.blocks_read);
    json.field<"percent">(reading.percent);
    json.field<"ends_at">(reading.is_stale ? std::nullopt : std::optional(reading.ends_at));
    json.field<"read_at">(reading.read_at);
    json.close_object();
}

void write_provider(base::JsonWriter& json, const sql::staking::list_providers_row& provider) {
    json.open_object();
    json.field<"name">(provider.name);
    json.field<"operator_group">(provider.operator_group);
    json.field<"paid">(provider.paid);
    json.field<"state">(provider.is_stale ? std::string_view("unknown") : provider.state);
    json.field<"until">(provider.until);
    json.field<"head">(provider.head);
    json.field<"finalized">(provider.finalized);
    json.field<"calls">(provider.calls);
    json.field<"failures">(provider.failures);
    json.field<"compute_units">(provider.compute_units);
    json.field<"lies">(provider.lies);
    json.field<"latency_ms">(provider.latency_ms);
    json.field<"error">(provider.error);
    json.field<"checked_at">(provider.checked_at);
    json.close_object();
}

void write_evidence(base::JsonWriter& json, const sql::staking::list_evidence_row& evidence) {
    json.open_object();
    json.field<"provider">(evidence.provider);
    json.field<"operator_group">(evidence.operator_group);
    json.field<"request">(evidence.request);
    json.field<"response_sha256">(base::to_hex(evidence.response_sha256));
    json.field<"verdict">(evidence.verdict);
    json.field<"found_at">(evidence.found_at);
    json.close_object();
}

/// Those of the pool as it is configured now.
template <class Rows>
void write_pool(base::JsonWriter& json, const Rows& providers) {
    json.open_array();
    for (const auto& provider : providers) {
        if (provider.is_kept) {
            write_provider(json, provider);
        }
    }
    json.close_array();
}

template <class Rows, class Write>
void write_list(base::JsonWriter& json, const Rows& rows, Write write) {
    json.open_array();
    for (const auto& row : rows) {
        write(json, row);
    }
    json.close_array();
}

void write_spending(base::JsonWriter& json, const Spending& spending) {
    json.open_object();
    json.field<"days">(spending_days);
    json.field<"watched_seconds">(spending.watched_seconds);
    json.field<"public">(spending.public_units);
    json.field<"paid">(spending.paid_units);
    json.field<"webhooks">(spending.webhook_units());
    json.field<"first_edition">(spending.first_edition());
    json.field<"saved_share">(spending.saved_share());
    json.close_object();
}

}  // namespace

base::Task<http::Response> integrity(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t chain = chain_of(call, query);
    query.finish();
    auto proofs_query = call.database().read(sql::staking::list_proofs, chain);
    auto readings_query = call.database().read(sql::staking::list_readings, chain);
    auto providers_query = call.database().read(sql::staking::list_providers, chain);
    auto spending_query = call.database().read(sql::staking::show_spending, chain, spending_days);
    auto evidence_query = call.database().read(sql::staking::list_evidence, chain, evidence_limit);
    const auto proofs = co_await proofs_query;
    const auto readings = co_await readings_query;
    const auto providers = co_await providers_query;
    const auto evidence = co_await evidence_query;
    const auto spent = (co_await spending_query).front();
    const Spending spending{.watched_seconds = spent.watched_seconds,
                            .public_units = spent.public_units,
                            .paid_units = spent.paid_units,
                            .webhook_bytes = spent.webhook_bytes,
                            .public_calls = spent.public_calls,
                            .paid_calls = spent.paid_calls};

    base::JsonWriter json(4096);
    json.open_object();
    json.field<"chain_id">(chain);
    json.key<"contracts">();
    write_list(json, proofs, write_proof);
    json.key<"readings">();
    write_list(json, readings, write_reading);
    json.field<"paid_share">(spending.paid_share());
    json.key<"compute_units">();
    write_spending(json, spending);
    json.key<"providers">();
    write_pool(json, providers);
    json.key<"evidence">();
    write_list(json, evidence, write_evidence);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::staking
