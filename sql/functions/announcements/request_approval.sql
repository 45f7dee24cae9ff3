-- Asks others to approve a draft, and tells them. Outcomes: ok, not_found, version_mismatch, state (subject: which),
-- no_approver (nobody is there who could: all who may announce wrote some of it).
create or replace function gracy.request_approval(
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
    elsif v_before.state <> 'draft' then
        outcome := 'state';
        subject := v_before.state;
    elsif not exists (select from gracy.announcement_approvers(p_team_space_id, p_id)) then
        outcome := 'no_approver';
    else
        update gracy.announcement submitted
        set state = 'submitted', submitted_at = now()
        where submitted.team_space_id = p_team_space_id and submitted.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.submit', 'announcement', p_id::text,
                                 p_request_id);
        perform gracy.tell_approvers(p_team_space_id, p_id, p_actor_id);
        outcome := 'ok';
    end if;
end
$$;
