// What the routes of surveys do.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "http/response.hpp"

namespace gracy::hr {

base::Task<http::Response> list_surveys(access::Call& call);
base::Task<http::Response> get_survey(access::Call& call);
base::Task<http::Response> create_survey(access::Call& call);
base::Task<http::Response> change_survey(access::Call& call);
base::Task<http::Response> delete_survey(access::Call& call);

base::Task<http::Response> list_survey_waves(access::Call& call);
base::Task<http::Response> create_wave(access::Call& call);
base::Task<http::Response> get_wave(access::Call& call);
base::Task<http::Response> change_wave(access::Call& call);
base::Task<http::Response> delete_wave(access::Call& call);
base::Task<http::Response> launch_wave(access::Call& call);
base::Task<http::Response> close_wave(access::Call& call);
base::Task<http::Response> cancel_wave(access::Call& call);
base::Task<http::Response> remind_wave(access::Call& call);

base::Task<http::Response> list_my_surveys(access::Call& call);
base::Task<http::Response> issue_response_token(access::Call& call);
base::Task<http::Response> get_wave_form(access::Call& call);
base::Task<http::Response> show_wave_page(access::Call& call);
base::Task<http::Response> answer_wave(access::Call& call);
base::Task<http::Response> get_own_response(access::Call& call);

base::Task<http::Response> list_waves(access::Call& call);
base::Task<http::Response> list_wave_results(access::Call& call);
base::Task<http::Response> list_wave_participation(access::Call& call);
base::Task<http::Response> list_wave_texts(access::Call& call);
base::Task<http::Response> list_wave_responses(access::Call& call);
base::Task<http::Response> list_survey_trend(access::Call& call);

}  // namespace gracy::hr
