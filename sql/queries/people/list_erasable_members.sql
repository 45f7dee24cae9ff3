-- Leavers whose time to be erased has come by their team space's setting, by team space and id; the first begin after 0, 0.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: member_to_erase
-- param: after_team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- column: team_space_id bigint
-- column: id bigint
select member.team_space_id, member.id
from member
join team_space on team_space.id = member.team_space_id
where member.status = 'left' and member.erased_at is null and (member.team_space_id, member.id) > ($1, $2)
      and member.left_on + team_space.erase_leavers_after_days < (now() at time zone team_space.tz)::date
order by member.team_space_id, member.id
limit $3::int
