-- Puts what was published before about the same slices under the units of a release. An answer that was counted then and
-- is different or gone now stays in its part, and out of every new cell: the difference would be that one answer.
create or replace function gracy.recall_parts(p_team_space_id bigint, p_subject text) returns void
    language plpgsql as $$
begin
    update gracy.release_unit unit
    set part_id = part.part_id, sealed = part.sealed, frozen_answers = part.answers, fresh = part.answers = unit.answers
    from gracy.release_part part
    where unit.team_space_id = p_team_space_id and unit.subject = p_subject
          and part.team_space_id = p_team_space_id and part.subject = p_subject
          and part.unit_id = unit.unit_id and part.slice = unit.slice;

    insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, part_id, sealed, frozen_answers, fresh)
    select p_team_space_id, p_subject, part.unit_id, part.slice, 0, part.part_id, part.sealed, part.answers, false
    from gracy.release_part part
    where part.team_space_id = p_team_space_id and part.subject = p_subject
          and part.slice in (select unit.slice from gracy.release_unit unit
                             where unit.team_space_id = p_team_space_id and unit.subject = p_subject)
    on conflict do nothing;
end
$$;
