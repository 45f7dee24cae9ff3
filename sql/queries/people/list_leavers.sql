-- Members whose last day has passed where they are, in the last 31 days, and who have not left, by team space and id; the first
-- begin after 0, 0. A day that has stood there for longer was written down before days let anybody go, and somebody who came
-- back may still have it.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: member_leaving
-- param: after_team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- column: team_space_id bigint
-- column: id bigint
select member.team_space_id, member.id
from member
where member.left_on is not null and member.status <> 'left' and (member.team_space_id, member.id) > ($1, $2)
      and member.left_on < (now() at time zone member_tz(member.team_space_id, member.id))::date
      and member.left_on >= now()::date - 31
order by member.team_space_id, member.id
limit $3::int
