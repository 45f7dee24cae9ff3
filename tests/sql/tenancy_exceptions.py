"""Where a scan of a team space's table may go without an equality on team_space_id, and why.

Each entry is (statement or function, table): (the condition that the scan must carry instead, the argument). A condition
is a regular expression that one conjunct of the scan must match as a whole; None demands nothing.
"""

BY_SECRET = "the hash of a 256-bit secret names one row of all team spaces; the row says which team space it is"
BY_SLACK = "Slack's workspace id is what says which team space it is; an active one is unique over all of them"
WHOLE_TABLE = "the worker's housekeeping: it reads ages, returns counts, and shows no row to anybody"
VERIFYING = "the worker asks the chain for whichever wallet is due; what it answers is tied to the row's own team space"
ROUNDS = "the worker goes through all team spaces and looks what is due; ids and times only, never shown to a caller"
OVERDUE = "tells the worker which waves are over, ids only; each is then worked on by its team space's id"
SENDING = "the worker serves whichever workspace is due; all else is tied to the row's own team space"
INVALIDATION = "tells every process which cached entries to drop; ids only, never shown to a caller"

CHAINING = "the worker chains what waits, of all team spaces, each to its own; it shows no row to anybody"

RELAYING = "the worker's relay of changes serves all team spaces; each row carries its own, and so does what is told of it"

ROLLING_UP = "the worker looks for work of all team spaces, and does it for one; it shows no row to anybody"

EXCEPTIONS = {
    ("tell_of_waves", "survey_reminder"): (r"reminder\.queued_at <= now\(\)", ROUNDS),
    ("check_ins/count_questions", "check_in_question"): (r"question\.asked_at > .*", "the worker's metrics: one number of all team spaces"),
    ("assistant/measure_budgets", "team_space"): (None, "the worker's metrics: two numbers of all team spaces"),
    ("assistant/measure_budgets", "assistant_budget"): (None, "the worker's metrics: two numbers of all team spaces"),
    ("check_ins/list_team_spaces", "team_space"): (r"team_space\.id > (\$1|'?\d+'?(::bigint)?)", ROUNDS),
    ("people/list_leavers", "member"): (r".*member\.left_on < .*", ROUNDS),
    ("settle_exports", "export_job"): (None, ROUNDS),
    ("surveys/measure_notices", "survey_reminder"): (r"reminder\.queued_at <= now\(\)", "the worker's metrics: an age of all team spaces"),
    ("staking/take_wallet_verifications", "wallet_verification"): (r"asked(_1)?\.(available_at <= now\(\)|team_space_id = due\.team_space_id)", VERIFYING),
    ("staking/list_unanswered_wallets", "wallet_verification"): (r"asked\.expires_at <= now\(\)", VERIFYING),
    ("staking/measure_wallets", "wallet_verification"): (None, "the worker's metrics: one number of all team spaces"),
    ("check_ins/list_due_releases", "team_space"): (None, "the worker asks what is due, in each team space; everything else is tied to it"),
    ("delete_leavers_check_ins", "member"): (r"\(?member\.status = 'left'.*", WHOLE_TABLE),
    ("delete_leavers_check_ins", "release_contributors"): (r"old\.released_at < .*", WHOLE_TABLE),
    ("access/find_login", "team_space"): (r"team_space\.slug = \$1|team_space\.slug = '\w+'::text",
                                          "the slug is what a login names its team space by; it is unique"),
    ("access/find_session", "session"): (r"session\.id_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("access/touch_session", "session"): (r"session\.id_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("access/close_session", "session"): (r"session\.id_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("access/find_api_token", "api_token"): (r"token\.hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("access/read_access_changes", "access_change"): (r"change(_1)?\.(id > |created_at > ).*", INVALIDATION),
    ("access/latest_access_change", "access_change"): (None, INVALIDATION),
    ("slack/find_installation", "team_space"): (r"team_space\.id = home\.team_space_id", BY_SLACK),
    ("slack/get_token", "slack_installation"): (r"holder\.team_space_id = home\.team_space_id", BY_SLACK),
    ("slack_home", "slack_installation"): (r"installation\.(team_id = \$1|enterprise_id = \$2)|ended\.team_space_id = installation\.team_space_id", BY_SLACK),
    ("learn_slack_workspace", "slack_installation"): (r"known\.team_id = \$1", BY_SLACK),
    ("approve_slack_workspace", "slack_installation"): (r"other\.team_id = \$3", BY_SLACK),
    ("change_slack_approval", "slack_installation"): (r"installation\.enterprise_id = \$1", BY_SLACK),
    ("end_slack_installation", "slack_installation"): (r"installation\.(team_id = \$1|enterprise_id = \$2)", BY_SLACK),
    ("connect_workspace", "team_space"): (r"team_space\.slug = \$1", "an operator's command names a team space by its slug; it is unique"),
    ("install_workspace", "slack_installation"): (r"installation\.(team_id = \$3|enterprise_id = \$4)", BY_SLACK),
    ("begin_install", "slack_install_link"): (r"link\.token_hash = \$1", BY_SECRET),
    ("receive_code", "slack_install"): (r"install\.state_hash = \$1", BY_SECRET),
    ("slack/read_install", "slack_install"): (r"install\.browser_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("slack/read_install", "team_space"): (r"team_space\.id = install\.team_space_id", BY_SECRET),
    ("take_install", "slack_install"): (r"install\.due_at <= now\(\)", SENDING),
    ("take_sync", "slack_sync"): (r"sync\.due_at <= now\(\)", SENDING),
    ("take_refresh", "slack_installation"): (r"installation\.refresh_due_at <= now\(\)", SENDING),
    ("slack/put_back_sign_in", "slack_sign_in"): (r"sign_in\.browser_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("finish_sign_in", "slack_sign_in"): (r"sign_in\.browser_hash = \$1", BY_SECRET),
    ("open_slack_session", "slack_sign_in"): (r"sign_in\.browser_hash = \$1", BY_SECRET),
    ("take_sign_in", "slack_sign_in"): (r"sign_in\.(due_at <= now\(\)|browser_hash = .*)", SENDING),
    ("purge_slack", "slack_sign_in"): (r"slack_sign_in(_1)?\.(created_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("slack/list_tokens_of_other_keys", "slack_installation"): (
        r"\(?ROW\(installation\.team_space_id, installation\.id\) > .*", "the worker seals tokens of all team spaces again, each for its own row"),
    ("slack/count_tokens", "slack_installation"): (None, "the worker's metrics: numbers of all team spaces"),
    ("take_slack_messages", "slack_lane"): (r"lane\.next_at <= now\(\)", SENDING),
    ("streams/take_stream", "slack_stream"): (r"waiting(_1)?\.due_at <= now\(\)|stream\.team_space_id = due\.team_space_id", SENDING),
    ("streams/take_stream", "slack_message"): (r"message\.team_space_id = stream\.team_space_id", SENDING),
    ("purge_slack", "slack_stream"): (r"slack_stream(_1)?\.(ended_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("slack/take_messages", "slack_message"): (r"message\.team_space_id = taken\.team_space_id", SENDING),
    ("tell_members", "member_notice"): (r"notice\.tell_at <= now\(\)", SENDING),
    ("introduce_coffee_groups", "coffee_group"): (r"seated\.introduce_at <= now\(\)", SENDING),
    ("ask_coffee_questions", "coffee_seat"): (r"seat\.ask_at <= now\(\)", SENDING),
    ("introduce_by_notice", "coffee_group"): (r"seated\.introduce_at <= now\(\)", SENDING),
    ("ask_by_notice", "coffee_seat"): (r"seat\.ask_at <= now\(\)", SENDING),
    ("tell_left_out", "coffee_round"): (r"round\.tell_left_out_at <= now\(\)", SENDING),
    ("post_celebrations", "celebration_settings"): (r"settings\.look_at <= now\(\)", SENDING),
    ("slack/count_celebration_trouble", "celebration_settings"): (None, "the worker's metrics: a number of all team spaces"),
    ("open_culture_digests", "team_space"): (None, ROUNDS),
    ("purge_feelings", "team_space"): (None, ROUNDS),
    ("purge_slack", "slack_message"): (r"(slack_message|said)(_1)?\.(ended_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_slack", "slack_install_link"): (r"slack_install_link(_1)?\.(expires_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("part_units", "release_unit"): (r"found\.part_id = part\.part_id", "numbers of parts are of one sequence for all; the outer query keeps the subject's"),
    ("purge_assistant", "assistant_question"): (r"assistant_question(_1)?\.(created_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_tickets", "hr_ticket"): (r"hr_ticket(_1)?\.(handled_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_assistant_tasks", "assistant_task"): (r"assistant_task(_1)?\.(created_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("changes/list_changes", "change_outbox"): (None, RELAYING),
    ("changes/settle_changes", "change_outbox"): (r"change\.id = ANY .*", RELAYING),
    ("changes/refuse_change", "change_outbox"): (r"change\.id = .*", RELAYING),
    ("changes/count_changes", "change_outbox"): (None, "the worker's metrics: numbers of all team spaces"),
    ("advance_change_capture", "member"): (r"\(?ROW\(member\.team_space_id, member\.id\) > .*", RELAYING),
    ("advance_change_capture", "department"): (r"\(?ROW\(department\.team_space_id, department\.id\) > .*", RELAYING),
    ("advance_change_capture", "company_value"): (r"\(?ROW\(value\.team_space_id, value\.id\) > .*", RELAYING),
    ("advance_change_capture", "kudos"): (r"\(?ROW\(kudos\.team_space_id, kudos\.id\) > .*", RELAYING),
    ("purge_changes", "change_outbox"): (None, WHOLE_TABLE),
    ("open_analytics_units", "team_space"): (None, ROLLING_UP),
    ("roll_up_activity", "analytics_unit"): (r"\(?NOT unit(_\d)?\.final\)?", ROLLING_UP),
    ("link_audit_lines", "audit_unlinked"): (None, CHAINING),
    ("link_audit_lines", "audit_log"): (r"line\.team_space_id = waiting\.team_space_id", CHAINING),
    ("audit/verify_audit_logs", "audit_link"): (r"link\.team_space_id = team_space\.id|encode\(link\.hash, 'hex'::text\) = .*", "each team space's own chain"),
    ("audit/verify_audit_logs", "team_space"): (None, "an operator's command, which walks every team space's chain"),
    ("celebrations/list_unplanned_team_spaces", "team_space"): (r"team_space\.id > (\$1|'?\d+'?(::bigint)?)", ROUNDS),
    ("coffee/list_due_programs", "coffee_program"): (r"program\.prepare_at <= now\(\)", ROUNDS),
    ("coffee/list_due_follow_ups", "coffee_round"): (r"round\.follow_up_at <= now\(\)", ROUNDS),
    ("announcements/count_waiting_mail", "announcement_delivery"): (r"delivery\.due_at <= now\(\)", "the worker's metrics: one number of all team spaces"),
    ("purge_expired", "session"): (r"session(_1)?\.(idle_expires_at < now\(\)|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "login_failure"): (r"login_failure(_1)?\.(updated_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "access_change"): (r"access_change(_1)?\.(created_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "idempotency_key"): (r"idempotency_key(_1)?\.(created_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "cron_run"): (r"cron_run(_1)?\.(claimed_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "wallet_verification"): (r"wallet_verification(_1)?\.(asked_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "api_token"): (r"api_token(_1)?\.(revoked_at < .*|expires_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("purge_expired", "password_link"): (r"password_link(_1)?\.(asked_at < .*|ctid = ANY .*)", WHOLE_TABLE),
    ("accounts/find_password_link", "password_link"): (r"link\.token_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("reset_password", "password_link"): (r"link\.token_hash = \$1", BY_SECRET),
    ("accounts/list_team_spaces", "team_space"): (r"team_space\.slug > (\$1|'\w*'::text)", "an operator's command; nobody else runs it"),
    ("surveys/find_form", "wave_invite"): (r"invite\.token_hash = (\$1|'\\x\w+'::bytea)", BY_SECRET),
    ("answer_wave", "wave_invite"): (r"invite\.token_hash = \$1", BY_SECRET),
    ("surveys/list_unsettled_waves", "survey_wave"): (r"\(?wave\.(released_at IS NULL|closes_at <= .*)", OVERDUE),
    ("purge_exports", "export_job"): (r"export_job(_1)?\.(expires_at < now\(\)|ctid = ANY .*)", WHOLE_TABLE),
}
