-- Checks somebody in who tapped a face under the question of a day: created, ok (changed), past, future, unknown_workspace,
-- not_member.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: on_date date
-- param: score int
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
select answered.outcome, answered.team_space_id, answered.locale
from answer_check_in_question($1, $2, $3, $4, $5) as answered
