-- Team spaces whose members may be asked for check-ins, by id.
--
-- kind: read
-- process: worker
-- plan: team_space_pkey
-- param: after_id bigint
-- param: limit int
-- column: id bigint
select team_space.id
from team_space
where team_space.id > $1 and team_space.status = 'active'
order by team_space.id
limit $2::int
