-- How a member takes part in a program: `out` when they do not, and `joined` again once the day has come until which they
-- pause, as coffee_pool has it.
create or replace function gracy.coffee_participation(
    p_team_space_id bigint,
    p_member_id bigint,
    p_program_id bigint,
    out status text,
    out paused_until date,
    out pause_reason text,
    out silent_rounds int)
language plpgsql stable as $$
begin
    select participant.status, participant.paused_until, participant.pause_reason, participant.silent_rounds
    into status, paused_until, pause_reason, silent_rounds
    from gracy.coffee_participant participant
    where participant.team_space_id = p_team_space_id and participant.program_id = p_program_id
          and participant.member_id = p_member_id;
    if paused_until <= (select (now() at time zone team_space.tz)::date from gracy.team_space
                        where team_space.id = p_team_space_id) then
        status := 'joined';
        paused_until := null;
        pause_reason := null;
    end if;
    status := coalesce(status, 'out');
    silent_rounds := coalesce(silent_rounds, 0);
end
$$;
