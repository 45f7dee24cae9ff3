-- Who sat together in a program's last rounds, and how many rounds ago that was in the round to come.
--
-- kind: bulk
-- process: worker
-- plan: coffee_pair_pkey
-- param: team_space_id bigint
-- param: program_id bigint
-- param: rounds int
-- column: lo bigint
-- column: hi bigint
-- column: rounds_ago int
select pair.lo, pair.hi, 1 + last.no - max(pair.round_no)
from (select max(round.no) as no from coffee_round round where round.team_space_id = $1 and round.program_id = $2) as last
join coffee_pair pair
    on pair.team_space_id = $1 and pair.program_id = $2 and pair.round_no > last.no - $3::int
group by pair.lo, pair.hi, last.no
