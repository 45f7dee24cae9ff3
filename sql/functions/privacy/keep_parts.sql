-- Keeps how what is published divides people, for the releases to come, and empties what the feature had filled.
create or replace function gracy.keep_parts(p_team_space_id bigint, p_subject text) returns void
    language plpgsql as $$
begin
    insert into gracy.release_part (team_space_id, subject, unit_id, slice, part_id, answers, sealed)
    select p_team_space_id, p_subject, unit.unit_id, unit.slice, unit.part_id,
           coalesce(unit.frozen_answers, unit.answers), unit.sealed
    from gracy.release_unit unit
    where unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.part_id <> 0
    on conflict (team_space_id, subject, unit_id, slice)
        do update set part_id = excluded.part_id, sealed = excluded.sealed;
    delete from gracy.release_unit done where done.team_space_id = p_team_space_id and done.subject = p_subject;
    delete from gracy.release_group done where done.team_space_id = p_team_space_id and done.subject = p_subject;
    delete from gracy.release_group_unit done where done.team_space_id = p_team_space_id and done.subject = p_subject;
end
$$;
