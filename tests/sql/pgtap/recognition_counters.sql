-- The counters say what the gifts say: in the demo, and after everything that can happen to a gift.
begin;
\ir company.inc
select plan(30);

create function pg_temp.mistaken(space bigint) returns setof text language sql as $$
    (select 'leaderboard ' || x from (
        select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard
        where team_space_id = space and (points, gifts) <> (0, 0)
        except
        select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard_recount where team_space_id = space) as x)
    union all
    (select 'not in leaderboard ' || x from (
        select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard_recount where team_space_id = space
        except
        select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard where team_space_id = space) as x)
    union all
    (select 'edge ' || x from (
        (table recognition_edge except select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount)
        union all
        (select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount except table recognition_edge)) as x
     where (x).team_space_id = space)
$$;
select is_empty($$ select pg_temp.mistaken(id) from team_space where slug = $$ || quote_literal(slug), slug || ' is counted right')
from unnest(array['daybreak', 'tiny']) as slug;
select ok((select count(*) > 100 and bool_or(metric = 'given') and bool_or(not shown) from leaderboard
           where team_space_id = (select id from team_space where slug = 'daybreak')), 'and has something to count');

create function pg_temp.given(giver bigint, recipients bigint[], points int, visibility text) returns bigint language sql as $$
    select kudos_id from give_kudos(900001, giver, recipients, '고객우선', points, '고마워요', visibility, null, null)
$$;
create function pg_temp.points(member bigint, wanted text) returns text language sql as $$
    select coalesce(string_agg(distinct points || '/' || gifts, ' '), '-') from leaderboard
    where team_space_id = 900001 and member_id = member and metric = wanted
$$;
create temporary table made as
select pg_temp.given(7001, '{7002,7003}', 5, 'public') as public, pg_temp.given(7001, '{7002}', 7, 'anonymous') as anonymous,
       pg_temp.given(7001, '{7003}', 11, 'private') as private;
select is(pg_temp.points(7001, 'given'), '10/1', 'of a giver, the public gift in every period, for each recipient');
select is(pg_temp.points(7002, 'received') || ' ' || pg_temp.points(7003, 'received'), '12/2 5/1', 'of a recipient, the anonymous one too, and no private one');
select is((select string_agg(concat_ws('/', receiver_id, gifts, points), ' ' order by receiver_id) from recognition_edge
           where team_space_id = 900001 and giver_id = 7001), '7002/1/5 7003/2/16', 'between two, the private one too, and no anonymous one');
select is_empty('select pg_temp.mistaken(900001)', 'which is what a recount says');

select is((select outcome from boost_kudos(900001, 7005, (select public from made), 2)), 'ok', 'a boost');
select is((select outcome || ' ' || subject from boost_kudos(900001, 7005, (select public from made), 3)), 'already_boosted 2', 'once a person');
select is((select outcome from boost_kudos(900001, 7001, (select public from made), 1)), 'own_kudos', 'not of one''s own');
select is((select outcome from boost_kudos(900001, 7005, (select private from made), 1)), 'not_found', 'nor of what is private');
select is((select outcome from boost_kudos(900002, 7001, (select public from made), 1)), 'not_found', 'nor of another team space''s');
select is(pg_temp.points(7005, 'given') || ' ' || pg_temp.points(7002, 'received'), '4/0 14/2', 'it counts, and is no gift');
select is_empty('select pg_temp.mistaken(900001)', 'as a recount says');

select is((select outcome from void_kudos(900001, 7003, (select public from made), 0, null, 'r')), 'not_giver', 'not everybody takes back');
select is((select outcome || ' ' || refunded from void_kudos(900001, 7001, (select public from made), 0, null, 'r')), 'ok 10', 'its giver does');
select is((select outcome || ' ' || coalesce(refunded, -1) from void_kudos(900001, 7002, (select anonymous from made), 0, 'why', 'r')), 'ok 7',
          'or an administrator');
select is((select spent from allowance_period where team_space_id = 900001 and member_id = 7001)
          + (select spent from allowance_period where team_space_id = 900001 and member_id = 7005), 11, 'all who paid have it back');
select is_empty('select pg_temp.mistaken(900001)', 'and the counters have forgotten it');
select is((select outcome from void_kudos(900001, 7001, (select public from made), 0, null, 'r')), 'not_found', 'once');

update member set status = 'left' where team_space_id = 900001 and id = 7003;
select pg_temp.given(7002, '{7001}', 1, 'public'), set_leaderboard_opt_out(900001, 7002, true), pg_temp.given(7001, '{7002}', 1, 'public') \g /dev/null
select is((select string_agg(distinct member_id || shown::text, ' ') from leaderboard where team_space_id = 900001 and member_id in (7001, 7002, 7003)),
          '7001true 7002false 7003false', 'who left or opted out is not shown');
select is_empty('select pg_temp.mistaken(900001)', 'in any period');

-- A gift of the first of December, 08:00 in Seoul, with a boost; then the team space moves to New York, where that was November.
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 77, 7001, 7001, '고마워요', 3, 'public', 'api', '2025-12-01 08:00+09');
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at) values (900001, 77, 7002, 1, 3, '2025-12-01 08:00+09');
insert into kudos_boost (team_space_id, kudos_id, member_id, points, created_at) values (900001, 77, 7005, 2, '2025-12-01 08:30+09');
delete from leaderboard where team_space_id = 900001;
delete from recognition_edge where team_space_id = 900001;
insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
select team_space_id, member_id, metric, period, period_start, points, gifts, shown from leaderboard_recount where team_space_id = 900001;
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount where team_space_id = 900001;

-- What a race has left: counters that show who has left, or wants to be on no leaderboard.
\i :statements
create function pg_temp.shown(statement text) returns text language plpgsql as $$
declare line record; found text := '';
begin
    for line in execute 'execute ' || statement loop
        found := concat_ws(' ', nullif(found, ''), coalesce(to_jsonb(line) ->> 'id', line::text));
    end loop;
    return found;
end $$;
savepoint counted;
insert into leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
select 900001, id, 'received', 'week', '2020-01-06', 10 + id - 7000, 1, true from unnest(array[7001, 7002, 7003, 7004, 7005]) as id;
select is(pg_temp.shown($$ "recognition/list_leaderboard"(900001, 'received', 'week', '2020-01-06', 2147483647, 0, 0, 10, 0) $$), '7005 7001', 'are not shown by a leaderboard');
select is(pg_temp.shown($$ "recognition/list_department_leaderboard"(900001, 'received', 'week', '2020-01-06', 7001, 2147483647, 0, 0, 10, 0) $$), '7005 7001', 'nor by a department''s');
select is(pg_temp.shown($$ "recognition/find_department_standing"(900001, 'received', 'week', '2020-01-06', 7001, 7001, true) $$), '(2020-01-06,t,t,11,1,2,2)', 'whose ranks do without them');
update leaderboard set shown = false where team_space_id = 900001 and member_id = 7001;
do $$ begin perform count_points(900001, '{7001}', '{received}', '{2020-01-06}', '{1}', '{1}'); end $$;
select is((select concat_ws(' ', points, shown) from leaderboard where team_space_id = 900001 and member_id = 7001 and metric = 'received' and period = 'week' and period_start = '2020-01-06'),
          '12 t', 'and each gift puts its counters right');
rollback to counted;
select is(update_settings(900001, 7001, 0, '{"tz": "America/New_York"}', 'r'), 'ok', 'the clock becomes another''s');
select is_empty('select pg_temp.mistaken(900001)', 'what was counted stays on its day');
select is((select outcome from void_kudos(900001, 7001, 77, 0, 'why', 'r')), 'ok', 'a gift of before is taken back');
select is((select string_agg(distinct period_start::text, ' ') from leaderboard where team_space_id = 900001 and period = 'month' and points <> 0
           and period_start between '2025-11-01' and '2025-12-01'), null, 'out of the month that it was counted in, and of no other');
select * from finish();
rollback;
