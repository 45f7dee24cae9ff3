-- Settled rounds of all team spaces of which it is not decided yet what is told, the oldest first.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: coffee_round_unreleased
-- param: limit int
-- column: team_space_id bigint
-- column: round_id bigint
select round.team_space_id, round.id
from coffee_round round
where round.state = 'settled' and round.released_at is null
order by round.fire_at
limit $1::int
