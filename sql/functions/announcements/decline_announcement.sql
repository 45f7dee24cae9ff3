-- A second person, who wrote none of it, declines exactly the version that they have read: it is a draft again, and its
-- author is told, with why where it was said (p_reason; at most 300 characters). Of what has been sent:
-- the correction that waits, and the announcement stays as it is. Outcomes: ok, not_found, version_mismatch, own_announcement, state (subject: which).
create or replace function gracy.decline_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    p_reason text,
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
    elsif exists (select from gracy.announcement_writer writer
                  where writer.team_space_id = p_team_space_id and writer.announcement_id = p_id
                        and writer.member_id = p_actor_id) then
        outcome := 'own_announcement';
    elsif p_version <> v_before.version then
        outcome := 'version_mismatch';
    elsif v_before.correction is not null then
        perform gracy.decline_correction(p_team_space_id, p_actor_id, p_id, p_request_id, p_reason);
        outcome := 'ok';
    elsif v_before.state <> 'submitted' then
        outcome := 'state';
        subject := v_before.state;
    else
        update gracy.announcement declined
        set state = 'draft', submitted_at = null
        where declined.team_space_id = p_team_space_id and declined.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.decline', 'announcement', p_id::text,
                                 p_request_id, jsonb_build_object('version', p_version));
        perform gracy.notify_member(
            p_team_space_id, v_before.author_id, 'announcement.declined',
            format('%s has declined your announcement "%s": it is a draft again.', gracy.name_in('en', approver.name, approver.name_en),
                   coalesce(v_before.title_en, v_before.title_ko))
            || coalesce(' Why: “' || left(p_reason, 300) || '”', ''),
            format('%s님이 ''%s'' 공지를 반려했어요. 다시 임시 저장 상태예요.', approver.name,
                   coalesce(v_before.title_ko, v_before.title_en))
            || coalesce(' 이유: “' || left(p_reason, 300) || '”', ''),
            'announcement', p_id::text)
        from gracy.member approver
        where approver.team_space_id = p_team_space_id and approver.id = p_actor_id;
        outcome := 'ok';
    end if;
end
$$;

-- Without a reason.
create or replace function gracy.decline_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text)
language sql as $$
    select declined.outcome, declined.subject
    from gracy.decline_announcement(p_team_space_id, p_actor_id, p_id, p_version, p_request_id, null) as declined
$$;
