-- A repeated request finds what the first one made.
begin;
\ir company.inc
set local role gracy_app;
select plan(12);

create function pg_temp.given(giver bigint, key text, hash bytea, points int default 1, space bigint default 900001) returns text
language sql as $$
    select concat_ws(' ', outcome, kudos_id - (select min(id) from kudos where team_space_id = space), allowance_left, subject)
    from give_kudos(space, giver, '{7002}', 'customerfirst', points, '고마워요', 'public', key, hash)
$$;
-- The number behind the outcome is the gift's id, counted from the team space's first; one sequence serves all.
select is(pg_temp.given(7001, null, null), 'ok 99', 'a gift without a key');
select is(pg_temp.given(7001, 'a', '\x01'), 'ok 1 98', 'a gift with a key');
select is(pg_temp.given(7001, 'a', '\x01'), 'replayed 1 98', 'is found again by it, and paid once');
select is(pg_temp.given(7001, 'a', '\x02'), 'key_reused 98 a', 'but not by another request');
select is(pg_temp.given(7003, 'a', '\x01'), 'ok 2 99', 'a key belongs to who used it');
select is((pg_temp.given(7001, 'a', '\x01', space => 900002)), 'ok 99', 'and to a team space');
select is(pg_temp.given(7001, null, null), 'ok 4 97', 'gifts without a key are all different');
select is(pg_temp.given(7001, 'b', '\x01', 1000), 'allowance_exceeded 97 1000', 'a refusal');
select is(pg_temp.given(7001, 'b', '\x01', 2), 'ok 5 95', 'uses no key up');
select is((select outcome from give_kudos_from_slack('T0LEFT', null, 'U7001', '{U7002}', '고객우선', 1, '고마워요', 'a', '\x01')), 'ok',
          'a command''s trigger is a key of another kind');
select is((select outcome from give_kudos_from_slack('T0LEFT', null, 'U7001', '{U7002}', '고객우선', 1, '고마워요', 'a', '\x01')), 'replayed',
          'and works the same');
select is((select count(*)::int from kudos where team_space_id = 900001 and giver_id = 7001), 5, 'five gifts, then');
select * from finish();
rollback;
