#include "access/services.hpp"
#include "access/total.hpp"
#include "gracy/sql/surveys.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_json.hpp"
#include "hr/surveys/wave_form.hpp"
#include "hr/surveys/wave_sight.hpp"
#include "http/idempotency_key.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "jobs/channel.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr char waves_by_id = 'w';
constexpr char released_waves_by_id = 'r';
constexpr char waves_by_state = 's';

void write_row(base::JsonWriter& json, const auto& wave) {
    json.open_object();
    write_wave(json, wave);
    json.close_object();
}

template <class Rows>
http::Response respond_waves(const http::Page<IdKey>& page, const Rows& rows, std::optional<std::int64_t> total) {
    return page.respond(
        rows, total, [](base::JsonWriter& json, const auto& wave) { write_row(json, wave); },
        [](const auto& wave) { return IdKey{wave.id}; });
}

base::Task<http::Response> respond_wave(access::Call& call, std::int64_t id, int status = 200) {
    const auto rows = co_await call.database().read(sql::surveys::get_wave, call.team_space(), id);
    const auto wave = rows.first();
    if (!wave) {
        throw http::Problem::not_found("wave");
    }
    base::JsonWriter json(1024);
    write_row(json, *wave);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), wave->version,
                                 call.fingerprint_seed());
}

/// What the four verbs have in common: a state that changes, for whoever knows the state that is there or does not
/// care. Alone on a connection: it writes of everybody who is asked.
template <class Verb>
base::Task<http::Response> change_state(access::Call& call, const Verb& verb) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "wave");
    const std::int32_t version = http::optional_version(call.request());
    {
        auto transaction = co_await call.database().begin();
        const auto rows = co_await transaction.run(verb, call.team_space(), call.principal().member_id, id, version,
                                                   call.request().request_id);
        if (rows.front().outcome != "ok") {
            throw problem_of(WaveRefusal{.outcome = rows.front().outcome});
        }
        co_await transaction.commit();
    }
    co_return co_await respond_wave(call, id);
}

}  // namespace

base::Task<http::Response> list_survey_waves(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const std::int64_t survey = call.path_id("id", "survey");
    const http::Page<IdKey> page(call.request(), query, call.cursor_scope(waves_by_id, http::FilterHash().add(survey)));
    query.finish();
    const std::int64_t before = std::get<0>(page.after().value_or(before_every_id));
    const auto total = co_await access::total_of(page, db, sql::surveys::count_survey_waves, call.team_space(), survey);
    const auto rows = co_await db.read(sql::surveys::list_survey_waves, call.team_space(), survey, before,
                                       page.rows_to_read(), page.offset());
    if (rows.size() == 0 && !page.after() && !total) {
        // No wave yet, or no survey.
        if (!(co_await db.read(sql::surveys::get_survey, call.team_space(), survey)).first()) {
            throw http::Problem::not_found("survey");
        }
    }
    co_return respond_waves(page, rows, total);
}

namespace {

/// Who reads results only learns nothing of waves that have none.
base::Task<http::Response> list_waves_by_state(access::Call& call, http::QueryReader& query, std::string_view state) {
    postgres::Client& db = call.database();
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(waves_by_state, http::FilterHash().add(state)));
    query.finish();
    if (!access::includes(call.principal().scopes, access::Scope::surveys_manage)) {
        throw http::Problem::forbidden(access::name_of(access::Scope::surveys_manage));
    }
    auto listing = db.read(sql::surveys::list_waves_by_state, call.team_space(), state,
                           std::get<0>(page.after().value_or(before_every_id)), page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::surveys::count_waves_by_state, call.team_space(), state);
    const auto rows = co_await listing;
    co_return respond_waves(page, rows, total);
}

base::Task<http::Response> list_released_waves(access::Call& call, http::QueryReader& query) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    const auto only_of = sees_every_wave(who) ? std::nullopt : std::optional(who.member_id);
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(released_waves_by_id, http::FilterHash().add(only_of.value_or(0))));
    query.finish();
    const std::int64_t before = std::get<0>(page.after().value_or(before_every_id));
    const auto total =
        co_await access::total_of(page, db, sql::surveys::count_released_waves, call.team_space(), only_of);
    const auto rows = co_await db.read(sql::surveys::list_released_waves, call.team_space(), before, only_of,
                                       page.rows_to_read(), page.offset());
    co_return respond_waves(page, rows, total);
}

}  // namespace

base::Task<http::Response> list_waves(access::Call& call) {
    http::QueryReader query(call.request().query);
    const auto state =
        query.choice("state", {"draft", "scheduled", "open", "closed", "cancelled", "released"}).value_or("released");
    co_return co_await (state == "released" ? list_released_waves(call, query)
                                            : list_waves_by_state(call, query, state));
}

base::Task<http::Response> get_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_wave(call, call.path_id("id", "wave"));
}

base::Task<http::Response> create_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t survey = call.path_id("id", "survey");
    const WaveForm form = WaveForm::read(call.request(), call.services().clock.now());
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows = co_await call.database().write(
        sql::surveys::create_wave, call.team_space(), call.principal().member_id, survey, form.name, form.mode,
        form.audience, form.audience_id, form.k_score, form.k_text, form.opens_at, form.closes_at, form.reminders,
        idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (made.outcome == "not_found") {
        throw http::Problem::not_found("survey");
    }
    if (!made.wave_id || (made.outcome != "ok" && !replayed)) {
        throw problem_of(
            WaveRefusal{.outcome = made.outcome, .field = made.field, .least_allowed = made.least_allowed});
    }
    co_return http::created(co_await respond_wave(call, *made.wave_id, 201),
                            fmt::format("/api/v1/waves/{}", *made.wave_id), replayed);
}

base::Task<http::Response> change_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "wave");
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = read_wave_changes(call.request());
    const auto rows =
        co_await call.database().write(sql::surveys::change_wave, call.team_space(), call.principal().member_id, id,
                                       version, changes, call.request().request_id);
    const auto changed = rows.front();
    if (changed.outcome != "ok") {
        throw problem_of(
            WaveRefusal{.outcome = changed.outcome, .field = changed.field, .least_allowed = changed.least_allowed});
    }
    co_return co_await respond_wave(call, id);
}

base::Task<http::Response> delete_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "wave");
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::surveys::delete_wave, call.team_space(), call.principal().member_id, id,
                                       version, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw problem_of(WaveRefusal{.outcome = rows.front().outcome});
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> launch_wave(access::Call& call) {
    co_return co_await change_state(call, sql::surveys::launch_wave);
}

base::Task<http::Response> close_wave(access::Call& call) {
    http::Response response = co_await change_state(call, sql::surveys::close_wave);
    // The statement has queued the job that works out the results.
    call.database().notify(jobs::channel);
    co_return response;
}

base::Task<http::Response> cancel_wave(access::Call& call) {
    co_return co_await change_state(call, sql::surveys::cancel_wave);
}

base::Task<http::Response> remind_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "wave");
    auto transaction = co_await call.database().begin();
    const auto rows = co_await transaction.run(sql::surveys::remind_wave, call.team_space(), call.principal().member_id,
                                               id, call.request().request_id);
    const auto reminded = rows.front();
    if (reminded.outcome != "ok") {
        throw problem_of(WaveRefusal{.outcome = reminded.outcome, .next_at = reminded.next_at});
    }
    co_await transaction.commit();
    // To how many is nobody's business: it would tell who has answered.
    co_return http::Response::json(R"({"status":"queued"})", 202);
}

}  // namespace gracy::hr
