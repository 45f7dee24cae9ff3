-- What was cancelled is a draft again, for its author or an administrator, as long as nothing of it was sent; whatever was
-- agreed to before has to be agreed to anew. Outcomes: ok, not_found, not_author, version_mismatch, state (subject: which).
create or replace function gracy.reopen_announcement(
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
    elsif p_actor_id <> v_before.author_id
          and not exists (select from gracy.role_grant held
                          where held.team_space_id = p_team_space_id and held.member_id = p_actor_id
                                and held.scope_kind = 'team_space' and held.role in ('owner', 'admin')) then
        outcome := 'not_author';
    elsif p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
    elsif v_before.state <> 'cancelled' or v_before.began_at is not null then
        outcome := 'state';
        subject := v_before.state;
    else
        update gracy.announcement reopened
        set state = 'draft', cancelled_at = null, submitted_at = null, approved_by = null, approved_at = null,
            scheduled_at = null
        where reopened.team_space_id = p_team_space_id and reopened.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.reopen', 'announcement', p_id::text,
                                 p_request_id);
        outcome := 'ok';
    end if;
end
$$;
