-- A department that may go.
insert into department (team_space_id, name)
select id, '빈 부서' from team_space where slug = 'hanbit';
-- Some whose last day is over.
update member set left_on = now()::date - 3
from (select member.team_space_id, member.id from member join team_space on team_space.id = member.team_space_id
      where team_space.slug = 'hanbit' and member.status = 'active' order by member.id desc limit 5) as last_day
where member.team_space_id = last_day.team_space_id and member.id = last_day.id;
-- Days of the time when they let nobody go.
insert into old_last_day (team_space_id, member_id, left_on)
select member.team_space_id, member.id, '2020-01-01' from member where member.status <> 'left';
