-- Gives an announcement up before it begins. Outcomes: ok, not_found, version_mismatch, state (subject: which).
create or replace function gracy.cancel_announcement(
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
    elsif v_before.state not in ('draft', 'submitted', 'approved', 'scheduled') then
        outcome := 'state';
        subject := v_before.state;
    else
        update gracy.announcement cancelled
        set state = 'cancelled', cancelled_at = now()
        where cancelled.team_space_id = p_team_space_id and cancelled.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.cancel', 'announcement', p_id::text,
                                 p_request_id, jsonb_build_object('was', v_before.state));
        outcome := 'ok';
    end if;
end
$$;
