-- What somebody in Slack is asked in a wave: ok, not_open, already_answered, not_invited, unknown_workspace, not_member. The
-- other columns are there when it is ok.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: wave_id bigint
-- column: outcome text
-- column: locale text
-- column: team_space_id bigint?
-- column: member_id bigint?
-- column: title text?
-- column: mode text?
-- column: names_shown bool?
-- column: k_score int?
-- column: k_text int?
-- column: until text?
-- column: questions text?
select form.outcome, form.locale, form.team_space_id, form.member_id, form.title, form.mode, form.names_shown, form.k_score,
       form.k_text, form.until, form.questions::text
from survey_form_in_slack($1, $2, $3, $4) as form
