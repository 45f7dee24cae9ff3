-- Gives a member the token to answer a wave with: ok, not_invited, not_open, already_answered.
--
-- kind: write
-- process: both
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: wave_id bigint
-- param: token_hash bytea
-- column: outcome text
-- column: closes_at timestamptz?
select issued.outcome, issued.closes_at
from issue_response_token($1, $2, $3, $4) as issued
