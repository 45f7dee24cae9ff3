// The lists that can be had as files, and their columns.
#include "hr/accounts/handlers.hpp"
#include "hr/analytics/handlers.hpp"
#include "hr/check_ins/handlers.hpp"
#include "hr/exports/handlers.hpp"
#include "hr/exports/list_file.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/surveys/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using Columns = std::string_view[];

constexpr Columns recognition_columns = {
    "period_start", "members",       "withheld",           "gifts", "points",      "givers",
    "receivers",    "participation", "across_departments", "pairs", "reciprocity", "isolated"};
constexpr Columns value_columns = {"period_start", "value_id", "name", "name_ko", "gifts"};
constexpr Columns mood_columns = {"period_start",           "released",         "reason", "mean", "change",
                                  "participation_at_least", "members_at_least", "k"};
constexpr Columns enps_columns = {"survey_id", "title.ko", "title.en", "wave_id", "name",     "closed_at",  "released",
                                  "reason",    "n",        "enps",     "change",  "audience", "audience_id"};
constexpr Columns enps_moments = {"closed_at"};
constexpr Columns coffee_columns = {
    "program_id", "program_name",           "round_id", "fire_at", "members", "groups", "repeats", "released", "reason",
    "answers",    "participation_at_least", "meet_rate"};
constexpr Columns coffee_moments = {"fire_at"};
constexpr Columns network_columns = {"period_start",      "given.released",  "given.reason",   "given.shares",
                                     "received.released", "received.reason", "received.shares"};
constexpr Columns check_in_columns = {"period_start",           "released",         "reason", "mean",
                                      "participation_at_least", "members_at_least", "k"};
constexpr Columns wave_columns = {"group.kind",
                                  "group.id",
                                  "group.name",
                                  "group.name_en",
                                  "invited",
                                  "results.question",
                                  "results.kind",
                                  "results.metric",
                                  "results.text",
                                  "results.options",
                                  "results.released",
                                  "results.reason",
                                  "results.n",
                                  "results.stats.mean",
                                  "results.stats.enps",
                                  "results.stats.promoters",
                                  "results.stats.passives",
                                  "results.stats.detractors",
                                  "results.stats.shares",
                                  "results.stats.held_back",
                                  "results.stats.consistent"};
constexpr Columns leaderboard_columns = {"rank",   "member.id", "member.name", "member.department_name",
                                         "points", "gifts"};
constexpr Columns audit_columns = {"id",          "at",        "actor_id",   "actor_name", "action",
                                   "target_kind", "target_id", "request_id", "diff"};
constexpr Columns audit_moments = {"at"};

constexpr ListFile recognition{"recognition", get_recognition_analytics, recognition_columns, {}};
constexpr ListFile values{"values", get_value_analytics, value_columns, {}};
constexpr ListFile mood{"mood", get_mood_analytics, mood_columns, {}};
constexpr ListFile enps{"enps", get_enps_analytics, enps_columns, enps_moments};
constexpr ListFile coffee{"coffee", get_coffee_analytics, coffee_columns, coffee_moments};
constexpr ListFile network{"network", get_network_analytics, network_columns, {}};
constexpr ListFile check_ins{"check-ins", released_check_ins, check_in_columns, {}, true};
constexpr ListFile wave{"wave-results", list_wave_results, wave_columns, {}, true, "results"};
constexpr ListFile leaderboard{"leaderboard", list_leaderboard, leaderboard_columns, {}, true};
constexpr ListFile audit_log{"audit-log", list_audit_log, audit_columns, audit_moments, true};

}  // namespace

base::Task<http::Response> export_recognition_analytics(access::Call& call) {
    return send_as_csv(call, recognition);
}
base::Task<http::Response> export_value_analytics(access::Call& call) {
    return send_as_csv(call, values);
}
base::Task<http::Response> export_mood_analytics(access::Call& call) {
    return send_as_csv(call, mood);
}
base::Task<http::Response> export_enps_analytics(access::Call& call) {
    return send_as_csv(call, enps);
}
base::Task<http::Response> export_coffee_analytics(access::Call& call) {
    return send_as_csv(call, coffee);
}
base::Task<http::Response> export_network_analytics(access::Call& call) {
    return send_as_csv(call, network);
}
base::Task<http::Response> export_check_in_analytics(access::Call& call) {
    return send_as_csv(call, check_ins);
}
base::Task<http::Response> export_wave_results(access::Call& call) {
    return send_as_csv(call, wave);
}
base::Task<http::Response> export_leaderboard(access::Call& call) {
    return send_as_csv(call, leaderboard);
}
base::Task<http::Response> export_audit_log(access::Call& call) {
    return send_as_csv(call, audit_log);
}

}  // namespace gracy::hr
