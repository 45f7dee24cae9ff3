-- Pairs of a program's participants who must not sit together: who asked for it (whoever of the two), and managers with
-- their reports when the program says so. Teams are compared by who makes the groups: pairs of a large one would be too
-- many rows.
create or replace function gracy.coffee_apart(
    p_team_space_id bigint,
    p_program_id bigint,
    p_from_manager bool,
    out lo bigint,
    out hi bigint)
returns setof record
language plpgsql stable as $$
begin
    return query
    select least(exclusion.member_id, exclusion.other_id), greatest(exclusion.member_id, exclusion.other_id)
    from gracy.coffee_participant participant
    join gracy.coffee_exclusion exclusion
        on exclusion.team_space_id = p_team_space_id and exclusion.member_id = participant.member_id
    join gracy.coffee_participant other
        on other.team_space_id = p_team_space_id and other.program_id = p_program_id and other.member_id = exclusion.other_id
    where participant.team_space_id = p_team_space_id and participant.program_id = p_program_id
    union
    select least(member.id, member.manager_id), greatest(member.id, member.manager_id)
    from gracy.coffee_participant participant
    join gracy.member on member.team_space_id = p_team_space_id and member.id = participant.member_id
    join gracy.coffee_participant manager
        on manager.team_space_id = p_team_space_id and manager.program_id = p_program_id and manager.member_id = member.manager_id
    where p_from_manager and participant.team_space_id = p_team_space_id and participant.program_id = p_program_id;
end
$$;
