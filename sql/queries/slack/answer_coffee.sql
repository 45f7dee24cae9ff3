-- Somebody clicked whether they met: yes, no, not_yet. Outcomes: ok, unknown_round, unknown_workspace, not_member.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: round_id bigint
-- param: answer text
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: program text?
-- column: others text[]
select said.outcome, said.team_space_id, said.locale, said.program, coalesce(said.others, '{}')
from answer_coffee_from_slack($1, $2, $3, $4, $5) as said
