-- What is told of who met over coffee: of enough people, of nobody alone, and nothing while they still answer.
begin;
\ir company.inc
select plan(19);
insert into department (team_space_id, id, name) overriding system value
select space, id, 'coffee ' || id from unnest(array[900001, 900002]) as space, unnest(array[7501, 7502, 7503]) as id;
-- Twelve in one department, eight in another, three in a third.
insert into member (team_space_id, id, name, email, department_id, status, hired_on) overriding system value
select space, 7500 + n, 'drinker ' || n, 'c' || n || '@example.org', case when n <= 12 then 7501 when n <= 20 then 7502 else 7503 end, 'active', '2024-01-01'
from unnest(array[900001, 900002]) as space, generate_series(1, 23) as n;
insert into coffee_program (team_space_id, id, name, cadence, weekday, at, mode, starts_on) overriding system value
select space, 7500, 'Coffee', 'weekly', 3, '12:30', 'standard', '2026-01-01' from unnest(array[900001, 900002]) as space;
insert into coffee_round (team_space_id, id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, state, follow_up_at) overriding system value
select space, 7500 + no, 7500, no, timestamptz '2026-01-07 12:30+09' + no * interval '7 days', no, 23, 1, 0, 0, case no when 3 then 'asked' else 'settled' end,
       case no when 3 then timestamptz '2026-03-01' end
from unnest(array[900001, 900002]) as space, generate_series(1, 3) as no;
insert into coffee_group (team_space_id, round_id, no) select team_space_id, id, 1 from coffee_round where program_id = 7500;
-- Of the first department one has said nothing, and four of the others have not met; of the second half.
insert into coffee_seat (team_space_id, round_id, member_id, group_no, met, answered_at)
select round.team_space_id, round.id, 7500 + n, 1, said.met, case when said.met is not null then now() end
from coffee_round round, generate_series(1, 23) as n,
     lateral (select case when n = 1 then null when n <= 12 then n > 5 else n % 2 = 0 end) as said(met)
where round.program_id = 7500;
\i :statements
set local role gracy_app;
create function pg_temp.told(round bigint, kind text, of_group bigint) returns text language sql as $$
    select coalesce(reason, (details ->> 'met') || '% of ' || members_from || ', ' || participation || '%')
    from released_cell where team_space_id = 900001 and subject = 'coffee_round:' || round and group_kind = kind and group_id = of_group $$;
select is(release_coffee_round(900001, 7503), 'unknown_round', 'nothing is decided while people answer');
select is(release_coffee_round(900001, 7999), 'unknown_round', 'nor of a round that is none');
select is((select count(*)::int from coffee_seat where team_space_id = 900001 and round_id = 7503 and met is not null), 22, 'of the third, twenty-two have answered');
create temporary table round_before on commit drop as execute "coffee/get_round"(900001, 7501);
create temporary table list_before on commit drop as execute "coffee/list_rounds"(900001, '9999-12-31', 0, 10, 0, 7500);
select results_eq('select answered, met from round_before union all select answered, met from list_before', 'select null::bigint, null::bigint from generate_series(1, 4)',
                  'of rounds of which nothing is released nobody is told how many have answered by now');
select is(release_coffee_round(900001, 7501), 'ok', 'a settled one is decided');
create temporary table round_after on commit drop as execute "coffee/get_round"(900001, 7501);
create temporary table list_after on commit drop as execute "coffee/list_rounds"(900001, '9999-12-31', 0, 10, 0, 7500);
select results_eq('select answered, met from round_after', 'select 20::bigint, 11::bigint', 'then it shows what is released, and nothing that is more exact');
select results_eq('select id, answered, met from list_after where answered is not null', 'select 7501::bigint, 20::bigint, 11::bigint', 'as the list does');
select is(release_coffee_round(900001, 7501), 'done', 'once');
select is(pg_temp.told(7501, 'all', 0), '55% of 20, 90%', 'of everybody: twelve of the twenty-two who answered have met');
select is(pg_temp.told(7501, 'department', 7501), '65% of 10, 80%', 'of the first department, in steps of five');
select is(pg_temp.told(7501, 'department', 7503), 'too_few', 'not of three people');
select is(pg_temp.told(7501, 'department', 7502), 'complementary', 'so not of the second: the three would be what is left of the whole');
select is((select count(*)::int from released_cell where team_space_id = 900001 and subject = 'coffee_round:7501' and group_kind = 'department' and group_id = 7001), 0, 'of whom nobody sat there nothing is said');
select is((select count(*)::int from released_cell where team_space_id = 900002 and subject like 'coffee_round:%'), 0, 'another company''s round is its own');
select is((select outcome from answer_coffee(900001, 7501, 7501, false)), 'ok', 'somebody answers later');
select is(pg_temp.told(7501, 'all', 0), '55% of 20, 90%', 'which changes nothing');
reset role;
update coffee_seat set met = true, answered_at = now() where team_space_id = 900001 and round_id = 7502;
set local role gracy_app;
select is(release_coffee_round(900001, 7502), 'ok', 'the next round');
select is(pg_temp.told(7502, 'department', 7501), 'complementary', 'that all have met would be each one''s answer');
select is((select count(*)::int from release_part where team_space_id = 900001 and subject like 'coffee_round:%')
          + (select count(*)::int from release_contributors where team_space_id = 900001 and subject like 'coffee_round:%'), 0, 'who was counted is not kept');
select * from finish();
rollback;
