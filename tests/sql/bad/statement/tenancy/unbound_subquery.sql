-- Bad on purpose: the count is of everybody's kudos.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: name text
-- column: given bigint
select member.name, (select count(*) from kudos where kudos.giver_id = member.id)
from member
where member.team_space_id = $1 and member.id = $2
