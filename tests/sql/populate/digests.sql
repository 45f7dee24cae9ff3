-- Digests of many weeks, one of them being written; and team spaces that want the next.
update team_space set culture_digest = true where slug in ('hanbit', 'daybreak');
insert into culture_digest (team_space_id, week_start, facts, state, written_by, text_en, text_ko, finished_at)
select team_space.id, date '2020-01-06' + 7 * n, '{}', case when n = 0 then 'queued' else 'done' end, case when n > 0 then 'model' end,
       case when n > 0 then 'x' end, case when n > 0 then 'x' end, case when n > 0 then now() end
from team_space, generate_series(0, 300) as n where team_space.slug in ('hanbit', 'tiny');
update culture_digest set reserved = 5, paid_on = week_start, paid_as = 'culture_digest' where state = 'queued';
insert into culture_digest_pause (team_space_id, again_at)
select team_space.id, now() from team_space;
