-- Tells everybody who may approve an announcement that it, or a correction of it, waits for them, but p_actor_id, who knows. In Slack they read it in
-- the request itself (show_announcement), and not twice.
create or replace function gracy.tell_approvers(p_team_space_id bigint, p_id bigint, p_actor_id bigint) returns void
    language plpgsql as $$
declare
    v_approvers constant bigint[] := array(select approver from gracy.announcement_approvers(p_team_space_id, p_id) as approver
                                           where approver is distinct from p_actor_id);
begin
    perform gracy.notify_member(
        p_team_space_id, approver.id, 'announcement.submitted',
        format(case when announcement.correction is null then '%s''s announcement "%s" waits for your approval.'
                    else 'A correction by %s of the announcement "%s" waits for your approval.' end, author.name,
               coalesce(announcement.title_en, announcement.title_ko)),
        format(case when announcement.correction is null then '%s님의 ''%s'' 공지가 승인을 기다리고 있어요.'
                    else '%s님이 고친 ''%s'' 공지가 승인을 기다리고 있어요.' end, author.name,
               coalesce(announcement.title_ko, announcement.title_en)),
        'announcement', p_id::text)
    from unnest(v_approvers) as approver(id)
    join gracy.announcement on announcement.team_space_id = p_team_space_id and announcement.id = p_id
    join gracy.member author on author.team_space_id = p_team_space_id and author.id = coalesce(announcement.correction_by, announcement.author_id);
    update gracy.member_notice notice
    set tell_at = null
    from gracy.slack_addresses(p_team_space_id, v_approvers) as address
    where notice.team_space_id = p_team_space_id and notice.member_id = address.member_id
          and notice.kind = 'announcement.submitted' and notice.subject_id = p_id::text and notice.tell_at is not null;
end
$$;
