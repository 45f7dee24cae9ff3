-- Adds points to somebody else's gift. Outcomes: ok, replayed, already_boosted (subject: with how many points),
-- not_found, own_kudos, unknown_giver, allowance_exceeded (subject: the cost), pair_share_limit (subject: a name).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: kudos_id bigint
-- param: points int
-- column: outcome text
-- column: allowance_left int?
-- column: subject text?
select boosted.outcome, boosted.allowance_left, boosted.subject
from boost_kudos($1, $2, $3, $4) as boosted
