-- What comes back of a gift that is taken back, when the team space has set its clocks, or its periods, since.
begin;
\ir company.inc
select plan(13);
create temporary table period as select date_trunc('month', now() at time zone 'Asia/Seoul')::date as start;
grant select on period to gracy_app;
set local role gracy_app;
create function pg_temp.spent(member bigint) returns int language sql as $$
    select spent from allowance_period where team_space_id = 900001 and member_id = member and period_start = (select start from period)
$$;
create function pg_temp.give(giver bigint) returns bigint language sql as $$
    select kudos_id from give_kudos(900001, giver, '{7002}', 'Customer First', 5, '고마워요', 'public', null, null)
$$;
create temporary table gift as select pg_temp.give(7001) as first, pg_temp.give(7001) as second, pg_temp.give(7003) as third;
select is(pg_temp.spent(7001), 10, 'two gifts cost');
select is((select outcome from boost_kudos(900001, 7101, first, 2)), 'ok', 'one adds to the first') from gift;
select is((select outcome from boost_kudos(900001, 7101, second, 3)), 'ok', 'and to the second') from gift;
-- By the new clocks the first was given in the month before, and the second, of the last month, in this one.
reset role;
update kudos set created_at = (select start from period)::timestamp at time zone 'Asia/Seoul' - interval '1 hour' where team_space_id = 900001 and id = (select first from gift);
update kudos_boost set created_at = (select start from period)::timestamp at time zone 'Asia/Seoul' - interval '1 hour' where team_space_id = 900001 and kudos_id = (select first from gift);
update kudos set counted_on = (select start from period) - 1 where team_space_id = 900001 and id = (select second from gift);
update kudos_boost set counted_on = (select start from period) - 1 where team_space_id = 900001 and kudos_id = (select second from gift);
set local role gracy_app;
select is((select refunded from void_kudos(900001, 7003, first, 0, 'a mistake', 'r')), 5, 'what this period was charged for comes back') from gift;
select is(pg_temp.spent(7001), 5, 'to who gave it');
select is(pg_temp.spent(7101), 3, 'and to who added to it');
select ok((select text_en like '%get back: 2.' from member_notice where team_space_id = 900001 and member_id = 7101 and kind = 'kudos.taken_back'), 'who is told so');
select is((select refunded from withdraw_boost(900001, 7101, second)), 0, 'what another was charged for does not') from gift;
select is((select refunded from void_kudos(900001, 7003, second, 0, 'a mistake', 'r')), 0, 'neither to who gave it') from gift;
select is(pg_temp.spent(7001), 5, 'and is not taken from anything');
-- Periods are others since, and this one was charged for less.
reset role;
update allowance_period set spent = 2 where team_space_id = 900001 and member_id = 7003;
set local role gracy_app;
select is((select (outcome, refunded) from void_kudos(900001, 7001, third, 0, 'a mistake', 'r')), ('ok'::text, 2), 'no more comes back than a period was charged for') from gift;
select is(pg_temp.spent(7003), 0, 'and that does');
select is((select count(*)::int from allowance_period where team_space_id = 900002 and spent <> 0), 0, 'nobody elsewhere gets anything');
select * from finish();
rollback;
