-- A member joins a program, pauses, or comes back; whoever does is not silent any more. Outcomes: ok, unknown_program,
-- in_the_past (paused until a day that is over, by their clock).
create or replace function gracy.take_part_in_coffee(
    p_team_space_id bigint,
    p_member_id bigint,
    p_program_id bigint,
    p_status text,
    p_paused_until date) returns text
    language plpgsql as $$
declare
    v_tz text;
begin
    v_tz := gracy.member_tz(p_team_space_id, p_member_id);
    if p_paused_until <= (now() at time zone v_tz)::date then
        return 'in_the_past';
    end if;
    -- Whoever makes a round holds this row, so nobody comes or goes while it is checked and stored.
    perform 1 from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null
    for no key update;
    if not found then
        return 'unknown_program';
    end if;
    insert into gracy.coffee_participant as participant
        (team_space_id, program_id, member_id, status, paused_until, pause_reason)
    values (p_team_space_id, p_program_id, p_member_id, p_status,
            case when p_status = 'paused' then p_paused_until end, case when p_status = 'paused' then 'own' end)
    on conflict (team_space_id, program_id, member_id) do update
    set status = excluded.status, paused_until = excluded.paused_until, pause_reason = excluded.pause_reason,
        silent_rounds = 0, acted_at = now();
    perform gracy.drop_prepared_round(p_team_space_id, p_program_id);
    return 'ok';
end
$$;
