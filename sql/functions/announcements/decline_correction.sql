-- The correction that waits is dropped: the announcement goes on saying what it says, and who wrote the correction is told,
-- with why where it was said. Called by decline_announcement, which holds the row and has looked at it.
create or replace function gracy.decline_correction(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_request_id text,
    p_reason text) returns void
    language plpgsql as $$
declare
    v_before gracy.announcement;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    update gracy.announcement kept
    set correction = null, correction_by = null, correction_at = null
    where kept.team_space_id = p_team_space_id and kept.id = p_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.decline_correction', 'announcement', p_id::text,
                             p_request_id, jsonb_build_object('version', v_before.version));
    perform gracy.notify_member(
        p_team_space_id, v_before.correction_by, 'announcement.declined',
        format('%s has declined your correction of the announcement "%s": it stays as it is.', gracy.name_in('en', approver.name, approver.name_en),
               coalesce(v_before.title_en, v_before.title_ko))
        || coalesce(' Why: “' || left(p_reason, 300) || '”', ''),
        format('%s님이 ''%s'' 공지의 수정을 반려했어요. 공지는 그대로예요.', approver.name,
               coalesce(v_before.title_ko, v_before.title_en))
        || coalesce(' 이유: “' || left(p_reason, 300) || '”', ''),
        'announcement', p_id::text)
    from gracy.member approver
    where approver.team_space_id = p_team_space_id and approver.id = p_actor_id;
end
$$;
