-- A member does not want to meet another. Nobody else learns of it; a round that is made already and not seen yet is
-- made anew when the two sit together in it. Outcomes: ok (also when it was so before), self, unknown_member,
-- too_many_exclusions.
create or replace function gracy.exclude_from_coffee(p_team_space_id bigint, p_member_id bigint, p_other_id bigint) returns text
    language plpgsql as $$
declare
    v_program record;
begin
    if p_member_id = p_other_id then
        return 'self';
    end if;
    if not exists (select from gracy.member where member.team_space_id = p_team_space_id and member.id = p_other_id) then
        return 'unknown_member';
    end if;
    if (select count(*) from gracy.coffee_exclusion exclusion
        where exclusion.team_space_id = p_team_space_id and exclusion.member_id = p_member_id) >= 100 then
        return 'too_many_exclusions';
    end if;
    for v_program in
        select program.id from gracy.coffee_program program
        where program.team_space_id = p_team_space_id and program.closed_at is null
              and exists (select from gracy.coffee_participant participant
                          where participant.team_space_id = p_team_space_id and participant.program_id = program.id
                                and participant.member_id = p_member_id)
        order by program.id
        for no key update of program
    loop
        if exists (select from gracy.coffee_round round
                   join gracy.coffee_pair pair on pair.team_space_id = p_team_space_id and pair.program_id = round.program_id
                        and pair.round_no = round.no
                   where round.team_space_id = p_team_space_id and round.program_id = v_program.id and round.fire_at > now()
                         and pair.lo = least(p_member_id, p_other_id) and pair.hi = greatest(p_member_id, p_other_id)) then
            perform gracy.drop_prepared_round(p_team_space_id, v_program.id);
        end if;
    end loop;
    insert into gracy.coffee_exclusion (team_space_id, member_id, other_id)
    values (p_team_space_id, p_member_id, p_other_id)
    on conflict (team_space_id, member_id, other_id) do nothing;
    return 'ok';
end
$$;
