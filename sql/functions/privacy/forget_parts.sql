-- Forgets who was in what of slices before a day: once no later cell can contain them, nothing can be subtracted.
create or replace function gracy.forget_parts(p_team_space_id bigint, p_subject text, p_before date) returns bigint
    language plpgsql as $$
declare
    v_deleted bigint;
begin
    delete from gracy.release_part old
    where old.team_space_id = p_team_space_id and old.subject = p_subject and old.slice < p_before;
    get diagnostics v_deleted = row_count;
    return v_deleted;
end
$$;
