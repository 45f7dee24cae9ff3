-- A week's digest: opened once, on Monday at nine where the team space is, of what is released; told once.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin'), (900001, 7002, 'hr_reader'), (900001, 7003, 'manager'),
    (900002, 7001, 'owner');
set local role gracy_app;
select plan(16);
update team_space set culture_digest = id = 900001;
create function pg_temp.digests() returns bigint language sql as $$ select count(*) from culture_digest where team_space_id in (900001, 900002) $$;
-- Monday 2026-03-16, 09:00 in Seoul, is midnight UTC.
create temporary table moment as select timestamptz '2026-03-16 00:00+00' as monday_nine;
select is(open_culture_digests(10, monday_nine), 0, 'nothing is rolled up: nothing is opened') from moment;
insert into analytics_unit (team_space_id, grain, period_start, rolled_at) values (900001, 'week', '2026-03-09', '2026-03-15 14:00+00');
insert into group_activity (team_space_id, group_kind, group_id, grain, period_start, members, givers, receivers, participants, gifts, points, cross_gifts)
values (900001, 'team_space', 0, 'week', '2026-03-09', 20, 5, 6, 10, 8, 30, 2);
select is(open_culture_digests(10, monday_nine), 0, 'it was rolled up before the week had ended') from moment;
update analytics_unit set rolled_at = '2026-03-15 15:30+00' where team_space_id = 900001 and period_start = '2026-03-09';
select is(open_culture_digests(10, monday_nine - interval '1 second'), 0, 'it is not nine yet') from moment;
select is(open_culture_digests(10, monday_nine), 1, 'now it is opened') from moment;
select is(open_culture_digests(10, monday_nine + interval '3 days'), 0, 'once') from moment;
select is(pg_temp.digests(), 1::bigint, 'not of the team space that does not want it');
select is((select facts::jsonb from culture_digest where team_space_id = 900001),
          '{"gifts": 8, "gifts_before": null, "givers": 5, "receivers": 6, "participation": 50, "across": 25, "values": [], "mood": null, "mood_before": null, "mood_week": null}',
          'with the numbers that are released');
select is((select count(*) from job where kind = 'assistant.digest' and payload ->> 'team_space_id' = '900001'), 1::bigint, 'the worker has its job');
create temporary table opened as select id from culture_digest where team_space_id = 900001;
select isnt(reserve_digest_budget(900001, id, 'culture_digest', 5, 100, 100), null, 'it is paid from the day''s budget') from opened;
select is(reserve_digest_budget(900002, id, 'culture_digest', 5, 100, 100), null, 'its own') from opened;
select is(finish_culture_digest(900002, id, 'x', 'x', 'model', null), false, 'it is not another''s') from opened;
update team_space set culture_digest = false where id = 900001;
select is(finish_culture_digest(900001, id, 'x', 'x', 'model', null), false, 'switched off meanwhile, it is not told') from opened;
update team_space set culture_digest = true where id = 900001;
select is(finish_culture_digest(900001, id, 'en', 'ko', 'numbers', 'no_model'), true, 'it is told') from opened;
select is(finish_culture_digest(900001, id, 'en', 'ko', 'numbers', 'no_model'), false, 'once') from opened;
select is(reserve_digest_budget(900001, id, 'culture_digest', 5, 100, 100), null, 'and no more is spent') from opened;
select is((select array_agg(member_id order by member_id) from member_notice where team_space_id in (900001, 900002) and kind = 'culture.digest'),
          '{7001,7002}', 'to those who may see all numbers, and to no manager');
select * from finish();
rollback;
