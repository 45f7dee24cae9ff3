-- A page of those whom a member does not want to meet, for that member only.
--
-- kind: read
-- process: nginx
-- plan: coffee_exclusion_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
select exclusion.other_id, member.name
from coffee_exclusion exclusion
join member on member.team_space_id = $1 and member.id = exclusion.other_id
where exclusion.team_space_id = $1 and exclusion.member_id = $2 and exclusion.other_id > $3
order by exclusion.other_id
limit $4::int offset $5::int
