-- A few preferences; and rows of other subjects in what releases go through, so that plans mean something.
insert into check_in_preference (team_space_id, member_id)
select team_space_id, id from member;
insert into released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason)
select space.id, 'survey_wave:' || n, 'once', '2020-01-06', 'all', 0, 5, 'too_few'
from team_space space, generate_series(1, 3000) as n where space.slug in ('hanbit', 'tiny');
insert into release_run (team_space_id, subject, grain, period_start)
select space.id, 'survey_wave:' || n, 'once', '2020-01-06' from team_space space, generate_series(1, 3000) as n where space.slug in ('hanbit', 'tiny');
insert into release_part (team_space_id, subject, unit_id, slice, part_id, answers)
select space.id, 'survey_wave:' || n % 300, n, '2020-01-06', n % 40, 1 from team_space space, generate_series(1, 9000) as n where space.slug in ('hanbit', 'tiny');
insert into release_contributors (team_space_id, subject, grain, group_kind, group_id, units)
select space.id, 'survey_wave:' || n, 'once', 'all', 0, '{1,2,3,4,5}' from team_space space, generate_series(1, 3000) as n where space.slug in ('hanbit', 'tiny');
insert into release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest, part_id)
select space.id, 'survey_wave:' || n % 300, n, '2020-01-06', 1, 3, 3, 3, n % 40
from team_space space, generate_series(1, 9000) as n where space.slug in ('hanbit', 'tiny');
insert into release_group (team_space_id, subject, group_kind, group_id, rank)
select space.id, 'survey_wave:' || n % 300, 'team', n, 0 from team_space space, generate_series(1, 3000) as n where space.slug in ('hanbit', 'tiny');
insert into release_group_unit (team_space_id, subject, group_kind, group_id, unit_id)
select space.id, 'survey_wave:' || n % 300, 'team', n % 20, n from team_space space, generate_series(1, 9000) as n where space.slug in ('hanbit', 'tiny');
-- A leaver whose check-ins are due to go.
insert into mood_entry (team_space_id, member_id, on_date, score)
select team_space_id, id, left_on - 1, 3 from member where status = 'left' and left_on < now()::date - 40 order by id limit 1;
-- Who was asked a while ago.
insert into check_in_question (team_space_id, member_id, asked_on, asked_at)
select team_space_id, id, now()::date - 10, now() - interval '10 days' from member on conflict do nothing;
