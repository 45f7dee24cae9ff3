-- The approval of a second person, who wrote none of it, of exactly the version that they have read; its author is told.
-- Of what has been sent: of the correction that waits. Outcomes: ok, not_found, version_mismatch, own_announcement, state (subject: which).
create or replace function gracy.approve_announcement(
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
    elsif exists (select from gracy.announcement_writer writer
                  where writer.team_space_id = p_team_space_id and writer.announcement_id = p_id
                        and writer.member_id = p_actor_id) then
        outcome := 'own_announcement';
    elsif p_version <> v_before.version then
        outcome := 'version_mismatch';
    elsif v_before.correction is not null then
        perform gracy.approve_correction(p_team_space_id, p_actor_id, p_id, p_request_id);
        outcome := 'ok';
    elsif v_before.state <> 'submitted' then
        outcome := 'state';
        subject := v_before.state;
    else
        update gracy.announcement approved
        set state = 'approved', approved_by = p_actor_id, approved_at = now()
        where approved.team_space_id = p_team_space_id and approved.id = p_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.approve', 'announcement', p_id::text,
                                 p_request_id, jsonb_build_object('version', p_version));
        perform gracy.notify_member(
            p_team_space_id, v_before.author_id, 'announcement.approved',
            format('%s has approved your announcement "%s". It goes out when you send it.', gracy.name_in('en', approver.name, approver.name_en),
                   coalesce(v_before.title_en, v_before.title_ko)),
            format('%s님이 ''%s'' 공지를 승인했어요. 보내기를 눌러야 전달돼요.', approver.name,
                   coalesce(v_before.title_ko, v_before.title_en)),
            'announcement', p_id::text)
        from gracy.member approver
        where approver.team_space_id = p_team_space_id and approver.id = p_actor_id;
        outcome := 'ok';
    end if;
end
$$;
