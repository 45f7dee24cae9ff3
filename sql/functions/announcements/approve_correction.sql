-- The correction that waits is what the announcement says from now on, as somebody who wrote none of it agrees; who wrote it is
-- told. Called by approve_announcement, which holds the row and has looked at it.
create or replace function gracy.approve_correction(p_before gracy.announcement, p_actor_id bigint, p_request_id text) returns void
    language plpgsql as $$
declare
    v_space constant bigint := p_before.team_space_id;
    v_after gracy.announcement;
begin
    update gracy.announcement corrected
    set title_ko = p_before.correction ->> 'title_ko', body_ko = p_before.correction ->> 'body_ko',
        title_en = p_before.correction ->> 'title_en', body_en = p_before.correction ->> 'body_en',
        text_version = corrected.text_version + 1, correction = null, correction_by = null, correction_at = null,
        approved_by = p_actor_id, approved_at = now()
    where corrected.team_space_id = v_space and corrected.id = p_before.id
    returning corrected.* into v_after;
    perform gracy.queue_slack_announcement(v_space, p_before.id, 'text ' || v_after.text_version, 0, now());
    perform gracy.note_audit(v_space, p_actor_id, 'announcement.approve_correction', 'announcement', p_before.id::text,
                             p_request_id, jsonb_build_object('version', p_before.version, 'text_version', v_after.text_version));
    perform gracy.notify_member(
        v_space, p_before.correction_by, 'announcement.approved',
        format('%s has approved your correction of the announcement "%s": messages in Slack are changed.', approver.name,
               coalesce(v_after.title_en, v_after.title_ko)),
        format('%s님이 ''%s'' 공지의 수정을 승인했어요. Slack 메시지가 바뀌어요.', approver.name,
               coalesce(v_after.title_ko, v_after.title_en)),
        'announcement', p_before.id::text)
    from gracy.member approver
    where approver.team_space_id = v_space and approver.id = p_actor_id;
end
$$;
