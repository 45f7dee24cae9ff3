-- Coffee of the demo: two programs that have run for a while, whose people said whether they met. Included by demo.sql
-- after people.sql.

-- Rounds of `rounds` weeks past on Wednesdays at 12:30. Pairs are dealt like cards around a table, one chair further each
-- round: nobody meets the same person twice until everybody has gone round.
create function pg_temp.make_coffee(slug text, program_name text, cadence text, people int, rounds int) returns void
language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    zone text := (select tz from gracy.team_space where id = space);
    weeks int := case cadence when 'weekly' then 1 when 'every_2_weeks' then 2 else 4 end;
    -- The last Wednesday that is over everywhere.
    last_day date := (now() at time zone zone)::date - 1 - (extract(isodow from (now() at time zone zone)::date - 1)::int + 4) % 7;
    first_day date := last_day - 7 * weeks * (rounds - 1);
    pool bigint[] := array(select id from gracy.member where team_space_id = space and status = 'active' and hired_on < first_day
                           order by md5(slug || id) limit people);
    size int := cardinality(pool) / 2 * 2;
    program bigint;
begin
    insert into gracy.coffee_program (team_space_id, name, cadence, weekday, at, mode, apart_from_manager, starts_on, created_at, updated_at)
    values (space, program_name, make_coffee.cadence, 3, '12:30', 'cross_group', false, first_day, first_day, first_day)
    returning id into program;
    insert into gracy.coffee_participant (team_space_id, program_id, member_id, joined_at, acted_at)
    select space, program, member_id, first_day, first_day from unnest(pool) as member_id;

    create temporary table seated on commit drop as
    select no, chair + 1 as group_no, pool[place] as member_id
    from generate_series(1, rounds) as no, generate_series(0, size / 2 - 1) as chair,
         lateral (values (case when chair = 0 then size else 1 + (no + chair) % (size - 1) end),
                         (1 + (no + size - 1 - chair) % (size - 1))) as seats(place);
    insert into gracy.coffee_round (team_space_id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, state, follow_up_at, created_at)
    select space, program, no, at, no, size, size / 2, 0, 0,
           case when no = rounds then 'made' when at > now() - interval '14 days' then 'asked' else 'settled' end,
           case when no = rounds then at + interval '7 days' when at > now() - interval '14 days' then at + interval '14 days' end, at
    from generate_series(1, rounds) as no,
         lateral (select (first_day + 7 * weeks * (no - 1) + time '12:30') at time zone zone as at) as time;
    insert into gracy.coffee_group (team_space_id, round_id, no)
    select distinct space, round.id, seated.group_no
    from seated join gracy.coffee_round round on round.team_space_id = space and round.program_id = program and round.no = seated.no;
    insert into gracy.coffee_seat (team_space_id, round_id, member_id, group_no, asked_at, met, answered_at)
    select space, round.id, seated.member_id, seated.group_no, answer.at, case when answer.said then answer.met end,
           case when answer.said then answer.at + interval '3 hours' end
    from seated
    join gracy.coffee_round round on round.team_space_id = space and round.program_id = program and round.no = seated.no,
    lateral (select case when round.state <> 'made' then round.fire_at + interval '7 days' end as at,
                    round.state <> 'made' and pg_temp.draw(slug || '/coffee/' || seated.no || '/' || seated.member_id, 100) < 85 as said,
                    pg_temp.draw(slug || '/met/' || seated.no || '/' || seated.group_no, 100) < 78 as met) as answer;
    insert into gracy.coffee_pair (team_space_id, program_id, round_no, lo, hi)
    select space, program, no, min(member_id), max(member_id) from seated group by no, group_no;
    drop table seated;
    perform gracy.release_coffee_round(space, round.id)
    from gracy.coffee_round round
    where round.team_space_id = space and round.program_id = program and round.state = 'settled';
    perform gracy.schedule_coffee_program(space, program, now());
end
$$;
