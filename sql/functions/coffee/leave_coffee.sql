-- A member leaves a program. Outcomes: ok (also for who did not take part), unknown_program.
create or replace function gracy.leave_coffee(p_team_space_id bigint, p_member_id bigint, p_program_id bigint) returns text
    language plpgsql as $$
begin
    perform 1 from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null
    for no key update;
    if not found then
        return 'unknown_program';
    end if;
    delete from gracy.coffee_participant participant
    where participant.team_space_id = p_team_space_id and participant.program_id = p_program_id
          and participant.member_id = p_member_id;
    if found then
        perform gracy.drop_prepared_round(p_team_space_id, p_program_id);
    end if;
    return 'ok';
end
$$;
