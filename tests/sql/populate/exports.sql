-- Exports of many people, and their files.
insert into export_job (team_space_id, requester_id, dataset, format, state, chunks)
select member.team_space_id, member.id, 'members', 'csv', (array['queued', 'running', 'done'])[n], case when n = 3 then 2 else 0 end
from member, generate_series(1, 3) as n where member.id % 3 = 0 or member.id < 50;
update export_job set attempt = 1 where state = 'running';
insert into export_chunk (team_space_id, export_id, number, content)
select team_space_id, id, n, 'content' from export_job, generate_series(1, 2) as n where state = 'done';
-- Files about one member.
insert into export_job (team_space_id, requester_id, subject_id, dataset, format)
select member.team_space_id, member.id, member.id, 'member', 'json' from member where member.id % 30 = 0;
