-- Rounds of all team spaces of which something is to be asked or counted, the longest due first.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: coffee_round_due
-- param: limit int
-- column: team_space_id bigint
-- column: round_id bigint
select round.team_space_id, round.id
from coffee_round round
where round.follow_up_at <= now()
order by round.follow_up_at
limit $1::int
