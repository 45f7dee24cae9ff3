-- Of which groups recognition is shown: of none that, taken from others, would leave a few people alone.
begin;
\ir company.inc
select plan(22);
-- Left has nobody but these: A (1) has one report, B (2), who has five. All are in department 7001; nine are in none, three of them with
-- a place of their own.
update member set status = 'left' where team_space_id = 900001;
insert into location (team_space_id, id, name) overriding system value values (900001, 7111, 'here'), (900001, 7112, 'there');
insert into member (team_space_id, id, name, email, department_id, location_id, manager_id, status) overriding system value
select 900001, 7200 + n, 'member ' || n, 'm' || n || '@groups.example', case when n <= 7 then 7001 end, case when n <= 13 then 7111 else 7112 end,
       case when n = 2 then 7201 when n between 3 and 7 then 7202 end, 'active'
from generate_series(1, 16) as n;
set local role gracy_app;
create function pg_temp.decided(kind text, id bigint) returns text language sql as $$
    select members || ' ' || coalesce(withheld, 'shown') from decide_activity_groups(900001, 5, now()::date, now()::date) where group_kind = kind and group_id = id
$$;
select is(pg_temp.decided('team_space', 0), '16 shown', 'the whole is shown');
select is(pg_temp.decided('subtree', 7201), '6 shown', 'the six below a manager are');
select is(pg_temp.decided('subtree', 7202), '5 complement', 'the five below their one report are not: between the two stands one person');
select is(pg_temp.decided('location', 7111), '13 complement', 'a place is not, when it would leave three people of the whole');
select is(pg_temp.decided('location', 7112), '3 too_few', 'the other is too small');
select is(pg_temp.decided('department', 7001), '6 shown', 'who leads a department is not counted in it, so that it is the same as the people below them');

-- A division with two departments and a few people of its own.
reset role;
insert into department (team_space_id, id, name, parent_id) overriding system value
values (900001, 7100, 'division', null), (900001, 7101, 'one', 7100), (900001, 7102, 'two', 7100);
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7300 + n, 'staff ' || n, 's' || n || '@groups.example', case when n <= 2 then 7100 when n <= 8 then 7101 else 7102 end, 'active'
from generate_series(1, 15) as n;
set local role gracy_app;
select is(pg_temp.decided('department', 7100), '15 shown', 'the division is shown');
select is(pg_temp.decided('department', 7102), '7 shown', 'and the larger of its departments');
select is(pg_temp.decided('department', 7101), '6 complement', 'the smaller is not, or the two who are directly in the division would be what is left');
reset role;
update member set department_id = 7100 where team_space_id = 900001 and id between 7303 and 7305;
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7320 + n, 'new ' || n, 'n' || n || '@groups.example', 7101, 'active' from generate_series(1, 3) as n;
set local role gracy_app;
select is(pg_temp.decided('department', 7101) || ', ' || pg_temp.decided('department', 7102), '6 shown, 7 shown', 'when those are five, both are');
-- A team across all of them.
reset role;
insert into team (team_space_id, id, name) overriding system value values (900001, 7400, 'across');
insert into team_member (team_space_id, team_id, member_id, role)
select 900001, 7400, id, 'member' from member where team_space_id = 900001 and (id between 7309 and 7312 or id between 7208 and 7213);
set local role gracy_app;
select is(pg_temp.decided('team', 7400), '10 complement', 'a team is not shown that cuts a few people out of a department');
select is((select count(*)::int from decide_activity_groups(900002, 5, now()::date, now()::date) where group_id between 7200 and 7500), 0, 'another team space''s groups are its own');

-- Five who give in private: one of them goes from one department to the other, and one leaves.
reset role;
insert into department (team_space_id, id, name, parent_id) overriding system value values (900001, 7500, 'from', null), (900001, 7501, 'to', null);
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7500 + n, 'giver ' || n, 'g' || n || '@groups.example', case when n <= 8 then 7500 else 7501 end, 'active' from generate_series(1, 16) as n;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
select 900001, 7500 + n, 7500 + n, 7001, '고맙습니다 정말로', 2, case when n in (2, 3) then 'public' when n = 4 then 'anonymous' else 'private' end, 'api', now() from generate_series(1, 5) as n;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select 900001, kudos.id, case when kudos.id = 7503 then 7510 else 7502 end, 1, 2, now() from kudos where team_space_id = 900001 and id between 7501 and 7505;
delete from recognition_edge where team_space_id = 900001;
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select team_space_id, giver_id, month, receiver_id, gifts, points from recognition_edge_recount where team_space_id = 900001;
create function pg_temp.rolled(kind text, id bigint) returns text language plpgsql as $$
begin
    perform roll_up_members(900001, 'month', date_trunc('month', now())::date, 0, 100000), roll_up_groups(900001, 'month', date_trunc('month', now())::date);
    return (select concat_ws(' ', withheld, gifts, points, 'across ' || cross_gifts, 'gave ' || givers, 'got ' || receivers, 'pairs ' || pairs,
                             'values ' || (select sum(value.gifts) from group_value_activity value where value.team_space_id = 900001 and value.group_kind = kind
                                           and value.group_id = id and value.grain = 'month' and value.period_start = date_trunc('month', now())::date))
            from group_activity where team_space_id = 900001 and group_kind = kind and group_id = id and grain = 'month' and period_start = date_trunc('month', now())::date);
end $$;
set local role gracy_app;
select is(pg_temp.rolled('team_space', 0), '2 4 across 1 gave 2 got 2 pairs 2 values 2', 'of everybody those gifts count that everybody sees');
select is(pg_temp.rolled('department', 7500), '2 4 across 1 gave 2 got 1 pairs 1 values 1', 'of a department public ones do');
reset role;
update member set department_id = 7501 where team_space_id = 900001 and id in (7501, 7505);
update member set status = 'left', left_on = date_trunc('month', now())::date - 1 where team_space_id = 900001 and id = 7504;
set local role gracy_app;
select ok((select 7504 <> all (array_agg(found.member_id)) from group_members(900001, date_trunc('month', now())::date, now()::date) as found)
          and (select 7504 = any (array_agg(found.member_id)) from group_members(900001, date_trunc('month', now())::date - 1, now()::date) as found),
          'who has left belongs to their groups until their last day, and on it');
select is(pg_temp.rolled('department', 7500), '2 4 across 1 pairs 1 values 1', 'who goes to another department takes along what everybody sees, and nothing else');
select is(pg_temp.rolled('department', 7501), '0 0 across 0 gave 0 got 1 pairs 0 values 1', 'and brings nothing else');
select is(pg_temp.rolled('team_space', 0), '2 4 across 1 gave 2 got 2 pairs 2 values 2', 'neither a move nor a goodbye changes the numbers of everybody');
reset role;
update member set status = 'left', left_on = date_trunc('month', now())::date where team_space_id = 900001 and id in (7501, 7505);
set local role gracy_app;
select is(pg_temp.rolled('team_space', 0), '2 4 across 1 gave 2 got 2 pairs 2 values 2', 'nor who they were to others');
-- Somebody who reads the feed and asks every five minutes.
reset role;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 7599, 7506, 7001, '고맙습니다 정말로', 11, 'private', 'api', now()), (900001, 7598, 7507, 7001, '고맙습니다 정말로', 7, 'anonymous', 'api', now());
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
values (900001, 7599, 7508, 1, 11, now()), (900001, 7598, 7509, 1, 7, now());
insert into recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points) values (900001, 7506, date_trunc('month', now())::date, 7508, 1, 11);
set local role gracy_app;
select is(pg_temp.rolled('team_space', 0), '2 4 across 1 gave 2 got 2 pairs 2 values 2', 'a gift that is not for everybody''s eyes changes no number, the whole team space''s neither');

-- Thirteen people, of whom six gave; two of the others are on leave.
reset role;
insert into department (team_space_id, id, name) overriding system value values (900001, 7600, 'resting');
insert into member (team_space_id, id, name, email, department_id, status) overriding system value
select 900001, 7600 + n, 'resting ' || n, 'r' || n || '@groups.example', 7600, case when n <= 2 then 'on_leave' else 'active' end from generate_series(1, 13) as n;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
select 900001, 7600 + n, 7600 + n, 7001, '고맙습니다 정말로', 2, 'public', 'api', now() from generate_series(8, 13) as n;
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
select 900001, 7600 + n, 7600 + n % 6 + 8, 1, 2, now() from generate_series(8, 13) as n;
set local role gracy_app;
select pg_temp.rolled('department', 7600) \g /dev/null
create function pg_temp.resting() returns text language sql as $$
    select concat_ws(' ', members, isolated, participation) from group_activity where team_space_id = 900001 and group_kind = 'department' and group_id = 7600
    and grain = 'month' and period_start = date_trunc('month', now())::date $$;
select is(pg_temp.resting(), '11 5 50', 'nobody on leave is isolated, nor lowers how many took part');
reset role;
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at) overriding system value
values (900001, 7620, 7601, 7001, '고맙습니다 정말로', 2, 'public', 'api', now());
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at) values (900001, 7620, 7608, 1, 2, now());
set local role gracy_app;
select pg_temp.rolled('department', 7600) \g /dev/null
select is(pg_temp.resting(), '12 5 55', 'who takes part all the same is counted');
select * from finish();
rollback;
