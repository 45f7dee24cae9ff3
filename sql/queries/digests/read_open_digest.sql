-- A digest that is not written yet, of a team space that wants one.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: culture_digest_by_id
-- param: team_space_id bigint
-- param: id bigint
-- column: week_start date
-- column: facts text
select digest.week_start, digest.facts::text
from culture_digest digest
join team_space on team_space.id = $1 and team_space.culture_digest
where digest.team_space_id = $1 and digest.id = $2 and digest.state = 'queued'
