-- The correction that waits is what the announcement says from now on, as somebody who wrote none of it agrees; who wrote it is
-- told. Called by approve_announcement, which holds the row and has looked at it.
create or replace function gracy.approve_correction(p_team_space_id bigint, p_actor_id bigint, p_id bigint, p_request_id text) returns void
    language plpgsql as $$
declare
    v_before gracy.announcement;
    v_after gracy.announcement;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    update gracy.announcement corrected
    set title_ko = v_before.correction ->> 'title_ko', body_ko = v_before.correction ->> 'body_ko',
        title_en = v_before.correction ->> 'title_en', body_en = v_before.correction ->> 'body_en',
        text_version = corrected.text_version + 1, edited_by = v_before.correction_by, corrected_at = now(), correction = null, correction_by = null, correction_at = null,
        approved_by = p_actor_id, approved_at = now()
    where corrected.team_space_id = p_team_space_id and corrected.id = p_id
    returning corrected.* into v_after;
    perform gracy.queue_slack_announcement(p_team_space_id, p_id, 'text ' || v_after.text_version, 0, now());
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.approve_correction', 'announcement', p_id::text,
                             p_request_id, jsonb_build_object('version', v_before.version, 'text_version', v_after.text_version));
    perform gracy.notify_member(
        p_team_space_id, v_before.correction_by, 'announcement.approved',
        format('%s has approved your correction of the announcement "%s": messages in Slack are changed.', gracy.name_in('en', approver.name, approver.name_en),
               coalesce(v_after.title_en, v_after.title_ko)),
        format('%s님이 ''%s'' 공지의 수정을 승인했어요. Slack 메시지가 바뀌어요.', approver.name,
               coalesce(v_after.title_ko, v_after.title_en)),
        'announcement', p_id::text)
    from gracy.member approver
    where approver.team_space_id = p_team_space_id and approver.id = p_actor_id;
end
$$;
