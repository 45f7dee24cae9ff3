-- The correction that waits is dropped: the announcement goes on saying what it says, and who wrote the correction is told,
-- with why where it was said. Called by decline_announcement, which holds the row and has looked at it.
create or replace function gracy.decline_correction(
    p_before gracy.announcement,
    p_actor_id bigint,
    p_request_id text,
    p_reason text) returns void
    language plpgsql as $$
declare
    v_space constant bigint := p_before.team_space_id;
begin
    update gracy.announcement kept
    set correction = null, correction_by = null, correction_at = null
    where kept.team_space_id = v_space and kept.id = p_before.id;
    perform gracy.note_audit(v_space, p_actor_id, 'announcement.decline_correction', 'announcement', p_before.id::text,
                             p_request_id, jsonb_build_object('version', p_before.version));
    perform gracy.notify_member(
        v_space, p_before.correction_by, 'announcement.declined',
        format('%s has declined your correction of the announcement "%s": it stays as it is.', approver.name,
               coalesce(p_before.title_en, p_before.title_ko))
        || coalesce(' Why: “' || left(p_reason, 300) || '”', ''),
        format('%s님이 ''%s'' 공지의 수정을 반려했어요. 공지는 그대로예요.', approver.name,
               coalesce(p_before.title_ko, p_before.title_en))
        || coalesce(' 이유: “' || left(p_reason, 300) || '”', ''),
        'announcement', p_before.id::text)
    from gracy.member approver
    where approver.team_space_id = v_space and approver.id = p_actor_id;
end
$$;
