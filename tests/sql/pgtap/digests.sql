-- A week's digest: opened once, on Monday at nine where the team space is, of what is released; told once.
begin;
\ir company.inc
insert into role_grant (team_space_id, member_id, role) values (900001, 7001, 'admin'), (900001, 7002, 'hr_reader'), (900001, 7003, 'manager'),
    (900002, 7001, 'owner');
set local role gracy_app;
select plan(39);
update team_space set culture_digest = id = 900001;
create function pg_temp.settings(changes jsonb) returns text language sql as $$ select outcome from update_settings(900001, 7001, 0, changes, 'request') $$;
create function pg_temp.budgets(out reserved bigint, out used bigint) language sql as $$
    select budget.reserved, budget.used from assistant_budget budget
    join assistant_kind_budget of_kind using (team_space_id, on_date, reserved, used)
    where budget.team_space_id = 900001
$$;
create function pg_temp.digests() returns bigint language sql as $$ select count(*) from culture_digest where team_space_id in (900001, 900002) $$;
-- Monday 2026-03-16, 09:00 in Seoul, is midnight UTC.
create temporary table moment as select timestamptz '2026-03-16 00:00+00' as monday_nine;
select is((select opened from open_culture_digests(10, monday_nine)), 0, 'nothing is rolled up: nothing is opened') from moment;
insert into analytics_unit (team_space_id, grain, period_start, rolled_at) values (900001, 'week', '2026-03-09', '2026-03-15 14:00+00');
insert into group_activity (team_space_id, group_kind, group_id, grain, period_start, members, givers, receivers, participation, gifts, points, cross_gifts)
values (900001, 'team_space', 0, 'week', '2026-03-09', 20, 5, 6, 50, 8, 30, 2);
select is((select opened from open_culture_digests(10, monday_nine)), 0, 'it was rolled up before the week had ended') from moment;
update analytics_unit set rolled_at = '2026-03-15 15:30+00' where team_space_id = 900001 and period_start = '2026-03-09';
select is((select opened from open_culture_digests(10, monday_nine - interval '1 second')), 0, 'it is not nine yet') from moment;
select is((select opened from open_culture_digests(10, monday_nine)), 1, 'now it is opened') from moment;
select is((select opened from open_culture_digests(10, monday_nine + interval '3 days')), 0, 'once') from moment;
select is(pg_temp.digests(), 1::bigint, 'not of the team space that does not want it');
select is((select facts::jsonb from culture_digest where team_space_id = 900001),
          '{"gifts": 8, "gifts_before": null, "givers": 5, "receivers": 6, "participation": 50, "across": 25, "values": [], "mood": null, "mood_before": null, "mood_week": null}',
          'with the numbers that are released');
select is((select count(*) from job where kind = 'assistant.digest' and payload ->> 'team_space_id' = '900001'), 1::bigint, 'the worker has its job');
select is((select lane from job where kind = 'assistant.digest' and payload ->> 'team_space_id' = '900001'), 'digests',
          'in a lane of its own: nobody who asks something waits for it');
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

-- What a call sets aside is booked, whatever becomes of the call.
delete from assistant_budget where team_space_id = 900001;
delete from assistant_kind_budget where team_space_id = 900001;
create function pg_temp.open_again() returns int language sql as $$
    delete from culture_digest where team_space_id = 900001;
    delete from culture_digest_pause where team_space_id = 900001;
    select opened from open_culture_digests(10, (select monday_nine from moment));
$$;
create function pg_temp.newest() returns bigint language sql as $$ select max(id) from culture_digest where team_space_id = 900001 $$;
create function pg_temp.reserve(amount bigint) returns bool language sql as $$
    select reserve_digest_budget(900001, pg_temp.newest(), 'culture_digest', amount, 1000, 1000) is not null
$$;
select is(pg_temp.open_again() = 1 and pg_temp.reserve(5), true, 'a call begins');
select is((select (reserved, used) from pg_temp.budgets()), (5::bigint, 0::bigint), 'what it may cost is set aside');
select is(settle_digest_call(900002, pg_temp.newest(), 5, 3), false, 'it is not another''s to settle');
select is(settle_digest_call(900001, pg_temp.newest(), 5, 3), true, 'it is settled');
select is(settle_digest_call(900001, pg_temp.newest(), 5, 3), false, 'once');
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 3::bigint), 'at its price');
select is(pg_temp.reserve(5) and pg_temp.reserve(7), true, 'a run is cut off in a call, and another calls again');
select is((select (reserved, used) from pg_temp.budgets()), (7::bigint, 8::bigint), 'the lost call counts as spent');
select is(finish_culture_digest(900001, pg_temp.newest(), 'en', 'ko', 'numbers', 'unavailable'), true, 'it is cut off as well, and a third gives up');
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 15::bigint), 'nothing stays set aside');

-- Switched off while it waits, and on again.
select is(pg_temp.open_again() = 1 and pg_temp.reserve(5), true, 'a call for another');
select is(pg_temp.settings('{"culture_digest": false}'), 'ok', 'digests are switched off meanwhile');
select is(pg_temp.digests(), 0::bigint, 'what waits goes');
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 20::bigint), 'with its call, which counts as spent');
select is(pg_temp.settings('{"culture_digest": true}'), 'ok', 'they are wanted again');
select is((select opened from open_culture_digests(10, monday_nine)), 1, 'the week is opened anew') from moment;
select is(finish_culture_digest(900001, pg_temp.newest(), 'en', 'ko', 'numbers', 'no_model'), true, 'and told');
select is(pg_temp.settings('{"culture_digest": false}') = 'ok' and pg_temp.digests() = 1, true, 'what is told stays');
select is(pg_temp.settings('{"culture_digest": true}'), 'ok', 'for ever');

-- Weeks without anything to tell.
update group_activity set givers = 0, receivers = 0, participation = 0, gifts = 0, points = 0, cross_gifts = 0
where team_space_id = 900001 and group_kind = 'team_space' and grain = 'week' and period_start = '2026-03-09';
select is(pg_temp.open_again(), 0, 'who thanks nobody is not told so every week');
update group_activity set gifts = 1 where team_space_id = 900001 and group_kind = 'team_space' and grain = 'week' and period_start = '2026-03-09';
select is((select (opened, more) from open_culture_digests(1, monday_nine + interval '59 minutes')), (0, false), 'it is not looked at again at once') from moment;
select is((select (opened, more) from open_culture_digests(1, monday_nine + interval '1 hour')), (1, true), 'but an hour later') from moment;
select * from finish();
rollback;
