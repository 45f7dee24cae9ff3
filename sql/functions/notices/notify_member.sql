-- Tells a member something, in the transaction of what it tells of; both languages, because nobody knows which one the
-- member will read it in. The subject is what it is about ('kudos' and its id), or null. In Slack it is told as well,
-- outside the member's quiet hours (slack/tell_members), but for what is about a workspace that has just been connected: not there.
create or replace function gracy.notify_member(
    p_team_space_id bigint,
    p_member_id bigint,
    p_kind text,
    p_text_en text,
    p_text_ko text,
    p_subject_kind text default null,
    p_subject_id text default null) returns void
    language plpgsql as $$
begin
    insert into gracy.member_notice
        (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id, tell_at)
    select p_team_space_id, p_member_id, p_kind, p_text_en, p_text_ko, p_subject_kind, p_subject_id,
           case when p_kind <> 'slack.connected'
                then gracy.undisturbed_at(p_team_space_id, array[p_member_id], greatest(now(), quiet.paused_until)) end
    from gracy.member
    left join gracy.quiet_hours quiet on quiet.team_space_id = p_team_space_id and quiet.member_id = p_member_id
    where member.team_space_id = p_team_space_id and member.id = p_member_id;
end
$$;
