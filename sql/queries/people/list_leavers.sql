-- Members whose last day has passed where they are, and who have not left, by team space and id; the first begin after 0, 0. A
-- last owner is among them until somebody else is one, and after an outage everybody whose day has passed meanwhile. Days that
-- were written down before days let anybody go let nobody go.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: member_leaving old_last_day_pkey
-- param: after_team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- column: team_space_id bigint
-- column: id bigint
select member.team_space_id, member.id
from member
where member.left_on is not null and member.status <> 'left' and (member.team_space_id, member.id) > ($1, $2)
      and member.left_on < (now() at time zone member_tz(member.team_space_id, member.id))::date
      and not exists (select from old_last_day
                      where old_last_day.team_space_id = member.team_space_id and old_last_day.member_id = member.id
                            and old_last_day.left_on = member.left_on)
order by member.team_space_id, member.id
limit $3::int
