-- Coffee: when rounds are, who sits in them, and who is kept apart.
begin;
\ir company.inc
select plan(32);
insert into member (team_space_id, id, name, email, status) overriding system value
select 900001, 7200 + n, 'drinker ' || n, 'drinker' || n || '@example.org', 'active' from generate_series(1, 4) as n;
set local role gracy_app;

-- Slots: Wednesdays at 12:30 in Seoul.
select is(coffee_slot(900001, 'weekly', 3, '12:30', '2026-01-01', '2026-01-01Z'), '2026-01-07 12:30+09', 'the first Wednesday');
select is(coffee_slot(900001, 'weekly', 3, '12:30', '2026-01-01', '2026-01-07 12:30+09'), '2026-01-14 12:30+09', 'then the next');
select is(coffee_slot(900001, 'every_4_weeks', 3, '12:30', '2026-01-01', '2026-01-07 12:30+09'), '2026-02-04 12:30+09', 'or the fourth after it');
select is(coffee_slot(900001, 'every_2_weeks', 3, '12:30', '2026-01-01', '2026-06-01Z'), '2026-06-10 12:30+09', 'weeks count from the first');
select is(coffee_slot(900001, 'weekly', 3, '12:30', '2030-01-01', '2026-01-01Z'), '2030-01-02 12:30+09', 'never before it begins');
select is(coffee_slot(900002, 'weekly', 3, '12:30', '2026-03-01', '2026-03-05Z'), '2026-03-11 12:30-04', 'on the clock of its place, in summer time');
reset role;
insert into holiday (team_space_id, on_date, name) values (900001, '2026-01-14', 'one'), (900001, '2026-01-15', 'two'), (900002, '2026-01-07', 'theirs');
set local role gracy_app;
select is(coffee_slot(900001, 'weekly', 3, '12:30', '2026-01-01', '2026-01-08Z'), '2026-01-16 12:30+09', 'after holidays');
select is(coffee_slot(900001, 'weekly', 3, '12:30', '2026-01-01', '2026-01-16 12:30+09'), '2026-01-21 12:30+09', 'and back to its day');
select ok(coffee_prepare_at(900001, 1, '2026-01-07 12:30+09') between '2026-01-07 12:05+09' and '2026-01-07 12:15+09', 'made a quarter of an hour ahead, and some more');

-- Taking part.
select is((select outcome from create_coffee_program(900001, 7001, 'Lunch', 'weekly', 3, '12:30', 2, 'standard', true, false, null, null, null, 'r')), 'ok', 'a program');
select is((select outcome from create_coffee_program(900001, 7001, 'Lunch', 'weekly', 3, '12:30', 2, 'standard', true, false, null, 'k', '\x00', 'r')), 'name_taken', 'one of a name');
select is((select count(*)::int from idempotency_key where team_space_id = 900001 and route = 'POST /api/v1/coffee/programs'), 0, 'a refusal uses no key up');
create temporary table program on commit drop as select id from coffee_program where team_space_id = 900001 and name = 'Lunch';
select is((select count(*)::int from unnest(array[7001, 7002, 7003, 7201, 7202, 7203, 7204, 7004, 7005]) as member_id
           where take_part_in_coffee(900001, member_id, (select id from program), 'joined', null) = 'ok'), 9, 'members join');
select is(take_part_in_coffee(900002, 7001, (select id from program), 'joined', null), 'unknown_program', 'not from another team space');
select results_eq($$ select coffee_pool(900001, (select id from program), now()) $$, $$ values (7001::bigint), (7002), (7003), (7201), (7202), (7203), (7204) $$,
                  'who left or is on leave has no seat');
select is(take_part_in_coffee(900001, 7204, (select id from program), 'paused', current_date + 30), 'ok', 'one pauses');
select is((select count(*)::int from coffee_pool(900001, (select id from program), now())), 6, 'and has no seat');
select is((select count(*)::int from coffee_pool(900001, (select id from program), now() + interval '40 days')), 7, 'until the pause ends');
select is(exclude_from_coffee(900001, 7201, 7202), 'ok', 'one does not want to meet another');
select is(exclude_from_coffee(900001, 7201, 7102), 'unknown_member', 'nobody of another team space');
select results_eq($$ select lo, hi from coffee_apart(900001, (select id from program), true) order by 1, 2 $$,
                  $$ values (7001::bigint, 7002::bigint), (7001, 7003), (7001, 7004), (7001, 7005), (7201, 7202) $$, 'managers and their reports are apart, too');

-- Storing a round.
reset role;
update coffee_program set next_round_at = now() - interval '1 minute', prepare_at = now() where team_space_id = 900001 and id = (select id from program);
set local role gracy_app;
create function pg_temp.stored(groups int[]) returns text language sql as $$
    select outcome from store_coffee_round(900001, (select id from program), now() - interval '1 minute', 42,
                                           '{7001,7002,7003,7201,7202,7203}', groups, 0)
$$;
select is(pg_temp.stored('{1,2,3,1,1,2}'), 'pool_changed', 'whoever must be apart is not stored together');
select is((select count(*)::int from coffee_round where team_space_id = 900001), 0, 'and nothing of it');
select is((select outcome from store_coffee_round(900001, (select id from program), now() - interval '1 minute', 42, '{7001,7002}', '{1,1}', 0)), 'pool_changed', 'nor a pool that was another');
select is(pg_temp.stored('{1,2,3,1,2,3}'), 'ok', 'the others are');
select is(pg_temp.stored('{1,2,3,1,2,3}'), 'not_due', 'once');
select results_eq($$ select lo, hi from coffee_pair where team_space_id = 900001 order by 1 $$, $$ values (7001::bigint, 7201::bigint), (7002, 7202), (7003, 7203) $$, 'with who met whom');
select ok((select next_round_at > now() + interval '1 hour' from coffee_program where team_space_id = 900001 and id = (select id from program)), 'and the next round is another day''s');
select is((select outcome from answer_coffee(900001, 7001, (select id from coffee_round where team_space_id = 900001), true)), 'ok', 'people say that they met');
select is((select outcome from answer_coffee(900001, 7204, (select id from coffee_round where team_space_id = 900001), true)), 'unknown_round', 'if they sat there');

-- The team space moves to another clock.
select is(update_settings(900001, 7001, 0, '{"tz": "America/New_York"}', 'r'), 'ok', 'the clock becomes another''s');
select is((select (next_round_at at time zone 'America/New_York')::time from coffee_program where team_space_id = 900001 and id = (select id from program)),
          '12:30', 'and the very next round is at its time there');
select * from finish();
rollback;
