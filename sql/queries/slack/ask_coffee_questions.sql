-- Takes questions whether people met that are due; no row when none is. Steps: ask (to be written in this transaction; all
-- columns are there), by_notice, later, needless.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: team_space_id bigint
-- column: round_id bigint
-- column: member_id bigint
-- column: step text
-- column: team_id text?
-- column: user_id text?
-- column: locale text?
-- column: program text?
-- column: others text[]
select next.team_space_id, next.round_id, next.member_id, next.step, next.team_id, next.user_id, next.locale, next.program,
       coalesce(next.others, '{}')
from ask_coffee_questions($1) as next
