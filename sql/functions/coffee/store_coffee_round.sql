-- Stores a round whose groups the worker has made, and says when the next one is: all of it or nothing. p_group_nos has
-- the group of each member, 0 for who could not be matched. Outcomes: ok, not_due (another worker was first, or the
-- program has changed), pool_changed (somebody came, went, or asked to be kept apart meanwhile: make it again).
create or replace function gracy.store_coffee_round(
    p_team_space_id bigint,
    p_program_id bigint,
    p_fire_at timestamptz,
    p_seed bigint,
    p_member_ids bigint[],
    p_group_nos int[],
    p_repeats int,
    out outcome text,
    out round_id bigint)
language plpgsql as $$
declare
    v_program gracy.coffee_program;
    v_tz text;
    v_no int;
    v_groups int;
    v_ask_on date;
    v_left_out bigint[];
begin
    -- Before the program, as whoever leaves has it.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = any (p_member_ids)
    order by member.id
    for key share;
    select * into v_program from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id for no key update;
    if v_program.next_round_at is distinct from p_fire_at then
        outcome := 'not_due';
        return;
    end if;
    if p_member_ids is distinct from coalesce(
           (select array_agg(id order by id) from gracy.coffee_pool(p_team_space_id, p_program_id, p_fire_at) as id), '{}') then
        outcome := 'pool_changed';
        return;
    end if;
    select tz into v_tz from gracy.team_space where id = p_team_space_id;
    v_ask_on := gracy.add_business_days(p_team_space_id, (p_fire_at at time zone v_tz)::date, 5);
    v_groups := coalesce((select max(no) from unnest(p_group_nos) as no), 0);
    v_left_out := array(select seat.member_id from unnest(p_member_ids, p_group_nos) as seat(member_id, group_no)
                        where seat.group_no = 0);
    if v_groups > 0 then
        select coalesce(max(round.no), 0) + 1 into v_no from gracy.coffee_round round
        where round.team_space_id = p_team_space_id and round.program_id = p_program_id;
        insert into gracy.coffee_round as round
            (team_space_id, program_id, no, fire_at, seed, seats, groups, left_out, left_out_ids, tell_left_out_at, repeats,
             follow_up_at)
        values (p_team_space_id, p_program_id, v_no, p_fire_at, p_seed,
                (select count(*) from unnest(p_group_nos) as no where no > 0), v_groups,
                cardinality(v_left_out), v_left_out, case when cardinality(v_left_out) > 0 then p_fire_at end, p_repeats,
                (v_ask_on + v_program.at) at time zone v_tz)
        returning round.id into round_id;
        insert into gracy.coffee_group (team_space_id, round_id, no, introduce_at)
        select p_team_space_id, store_coffee_round.round_id, no, p_fire_at from generate_series(1, v_groups) as no;
        insert into gracy.coffee_seat (team_space_id, round_id, member_id, group_no)
        select p_team_space_id, store_coffee_round.round_id, seat.member_id, seat.group_no
        from unnest(p_member_ids, p_group_nos) as seat(member_id, group_no)
        where seat.group_no > 0;
        if exists (select from gracy.coffee_apart(p_team_space_id, p_program_id, v_program.apart_from_manager) as apart
                   join gracy.coffee_seat one on one.team_space_id = p_team_space_id
                        and one.round_id = store_coffee_round.round_id and one.member_id = apart.lo
                   join gracy.coffee_seat other on other.team_space_id = p_team_space_id
                        and other.round_id = store_coffee_round.round_id and other.member_id = apart.hi
                   where one.group_no = other.group_no) then
            delete from gracy.coffee_round round
            where round.team_space_id = p_team_space_id and round.id = store_coffee_round.round_id;
            round_id := null;
            outcome := 'pool_changed';
            return;
        end if;
        insert into gracy.coffee_pair (team_space_id, program_id, round_no, lo, hi)
        select p_team_space_id, p_program_id, v_no, one.member_id, other.member_id
        from gracy.coffee_seat one
        join gracy.coffee_seat other
            on other.team_space_id = p_team_space_id and other.round_id = one.round_id
               and other.group_no = one.group_no and other.member_id > one.member_id
        where one.team_space_id = p_team_space_id and one.round_id = store_coffee_round.round_id;
    end if;
    perform gracy.schedule_coffee_program(p_team_space_id, p_program_id, p_fire_at);
    outcome := 'ok';
end
$$;
