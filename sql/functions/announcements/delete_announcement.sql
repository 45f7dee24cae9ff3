-- Deletes an announcement that never began. Outcomes: ok, not_found, version_mismatch, state (subject: which).
create or replace function gracy.delete_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.announcement;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
    elsif p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
    elsif v_before.state not in ('draft', 'submitted', 'approved', 'cancelled') then
        outcome := 'state';
        subject := v_before.state;
    else
        delete from gracy.announcement gone
        where gone.team_space_id = p_team_space_id and gone.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.delete', 'announcement', p_id::text,
                                 p_request_id, jsonb_build_object('title', coalesce(v_before.title_ko, v_before.title_en)));
        outcome := 'ok';
    end if;
end
$$;
