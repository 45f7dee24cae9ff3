-- Fills in who sat in a round and whether they said that they met; who said nothing counts as nobody's answer. Groups of which
-- nobody sat there are none of the round's. The share of those who met is shown in the steps of a wave's shares.
create or replace function gracy.stage_coffee_seats(p_team_space_id bigint, p_subject text, p_round_id bigint, p_day date) returns void
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square.
    set enable_nestloop = off
    set enable_sort = on
    as $$
begin
    insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest)
    select p_team_space_id, p_subject, seat.member_id, p_day, (seat.met is not null)::int, coalesce(seat.met::int, 0),
           seat.met::int, seat.met::int
    from gracy.coffee_seat seat
    where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id;

    with seated as materialized (
        select belongs.group_kind, belongs.group_id, sum(unit.answers)::int as answers, sum(unit.total) as met
        from gracy.release_group_unit belongs
        join gracy.release_unit unit
             on unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.unit_id = belongs.unit_id
        where belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
        group by belongs.group_kind, belongs.group_id
    )
    update gracy.release_group sat
    set details = jsonb_build_object('met', gracy.share_step(seated.answers)
                                            * round(100.0 * seated.met / nullif(seated.answers, 0) / gracy.share_step(seated.answers))::int)
    from seated
    where sat.team_space_id = p_team_space_id and sat.subject = p_subject and sat.group_kind = seated.group_kind
          and sat.group_id = seated.group_id;
    delete from gracy.release_group empty
    where empty.team_space_id = p_team_space_id and empty.subject = p_subject and empty.details is null;
end
$$;
