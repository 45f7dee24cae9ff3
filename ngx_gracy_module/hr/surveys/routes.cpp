#include "hr/routes.hpp"

#include "hr/surveys/handlers.hpp"

#include <array>

namespace gracy::hr {
namespace {

using access::anybody;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

constexpr auto hr = Surface::hr;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::Route{Method::get, "/api/v1/surveys", hr, Scope::surveys_manage, signed_in, 2, list_surveys, "Surveys"},
    access::Route{Method::post, "/api/v1/surveys", hr, Scope::surveys_manage, signed_in, 2, create_survey,
                  "Create a survey"},
    access::Route{Method::get, "/api/v1/surveys/{id}", hr, Scope::surveys_manage, signed_in, 1, get_survey,
                  "A survey with its questions"},
    access::Route{Method::patch, "/api/v1/surveys/{id}", hr, Scope::surveys_manage, signed_in, 2, change_survey,
                  "Change a survey"},
    access::Route{Method::remove, "/api/v1/surveys/{id}", hr, Scope::surveys_manage, signed_in, 1, delete_survey,
                  "Delete a survey that nobody was asked"},
    access::Route{Method::get, "/api/v1/surveys/{id}/waves", hr, Scope::surveys_manage, signed_in, 2, list_survey_waves,
                  "A survey's waves"},
    access::Route{Method::post, "/api/v1/surveys/{id}/waves", hr, Scope::surveys_manage, signed_in, 2, create_wave,
                  "Draft a wave"},
    access::Route{Method::get, "/api/v1/surveys/{id}/trend", hr, Scope::analytics_read, signed_in, 2, list_survey_trend,
                  "A metric from wave to wave"},
    access::Route{Method::get, "/api/v1/waves", hr, Scope::analytics_read, signed_in, 2, list_waves,
                  "Waves that have results, or are in a state"},
    access::Route{Method::get, "/api/v1/waves/{id}", hr, Scope::surveys_manage, signed_in, 1, get_wave, "A wave"},
    access::Route{Method::patch, "/api/v1/waves/{id}", hr, Scope::surveys_manage, signed_in, 2, change_wave,
                  "Change a wave"},
    access::Route{Method::remove, "/api/v1/waves/{id}", hr, Scope::surveys_manage, signed_in, 1, delete_wave,
                  "Delete a wave that nobody was asked"},
    access::without_body(access::Route{Method::post, "/api/v1/waves/{id}/launch", hr, Scope::surveys_manage, signed_in,
                                       2, launch_wave, "Launch a wave"}),
    access::without_body(access::Route{Method::post, "/api/v1/waves/{id}/close", hr, Scope::surveys_manage, signed_in,
                                       2, close_wave, "Close a wave early"}),
    access::without_body(access::Route{Method::post, "/api/v1/waves/{id}/cancel", hr, Scope::surveys_manage, signed_in,
                                       2, cancel_wave, "Call a wave off"}),
    access::without_body(access::Route{Method::post, "/api/v1/waves/{id}/remind", hr, Scope::surveys_manage, signed_in,
                                       1, remind_wave, "Nudge who has not answered"}),
    access::Route{Method::get, "/api/v1/waves/{id}/participation", hr, Scope::analytics_read, signed_in, 3,
                  list_wave_participation, "How many percent answered"},
    access::Route{Method::get, "/api/v1/waves/{id}/results", hr, Scope::analytics_read, signed_in, 3, list_wave_results,
                  "What a wave has found"},
    access::Route{Method::get, "/api/v1/waves/{id}/texts", hr, Scope::surveys_manage, signed_in, 3, list_wave_texts,
                  "What was written in answer to a question"},
    access::confidential(access::Route{Method::get, "/api/v1/waves/{id}/responses", hr, Scope::surveys_manage,
                                       signed_in, 3, list_wave_responses,
                                       "What was answered in an identified wave, with names"}),
    // Whoever has a response token is asked for nothing else: answers come without a session.
    access::Route{Method::get, "/api/v1/waves/{id}/form", hr, Scope::none, anybody, 2, get_wave_form,
                  "What a wave asks, and who will see the answers", nullptr, access::by_itself},
    access::Route{Method::get, "/api/v1/waves/{id}/page", hr, Scope::none, anybody, 0, show_wave_page,
                  "The page that a link to a wave opens", nullptr, access::by_itself},
    access::Route{Method::post, "/api/v1/waves/{id}/responses", hr, Scope::none, anybody, 2, answer_wave,
                  "Answer a wave", nullptr, access::by_itself},
    access::Route{Method::get, "/api/v1/me/surveys", hr, Scope::surveys_read, signed_in, 1, list_my_surveys,
                  "Open waves that the caller is invited to"},
    access::without_body(access::Route{Method::post, "/api/v1/me/surveys/{id}/token", hr, Scope::surveys_read,
                                       signed_in, 1, issue_response_token, "A token to answer with, once"}),
    access::confidential(access::Route{Method::get, "/api/v1/me/surveys/{id}/response", hr, Scope::surveys_read,
                                       signed_in, 1, get_own_response,
                                       "What the caller has answered in an identified wave"}),
};

}  // namespace

std::span<const access::Route> surveys_routes() {
    return table;
}

}  // namespace gracy::hr
