-- Places, teams, and what was done to whom.
insert into location (team_space_id, name)
select id, 'Office ' || n from team_space, generate_series(1, 3) as n;
insert into team (team_space_id, name)
select id, 'Team ' || n from team_space, generate_series(1, 3) as n;
insert into team_member (team_space_id, team_id, member_id)
select member.team_space_id, team.id, member.id
from member join team on team.team_space_id = member.team_space_id and member.id % 3 = team.id % 3
on conflict do nothing;
insert into audit_log (team_space_id, at, actor_id, action, target_kind, target_id)
select team_space_id, now() - interval '1 second' * id, id, 'member.update', 'member', id::text
from member, generate_series(1, 4);
