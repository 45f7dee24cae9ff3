-- Lets the notices of a gift, and what was posted of it in Slack, say what it says by now: whoever received it is not told
-- again, and reads it as it is. Of one that was taken back they read that alone, and the post is gone.
create or replace function gracy.retell_gift(p_team_space_id bigint, p_kudos_id bigint) returns void
    language plpgsql as $$
declare
    v_recipient_ids bigint[];
    v_last_id bigint;
begin
    perform gracy.correct_kudos_post(p_team_space_id, message.id)
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.dedupe_key >= concat('kudos/', p_kudos_id, '/')
          and message.dedupe_key < concat('kudos/', p_kudos_id, '0');
    v_recipient_ids := array(
        select recipient.member_id
        from gracy.kudos_recipient recipient
        where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id);
    perform from gracy.kudos
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.voided_at is not null;
    if found then
        update gracy.member_notice told
        set text_en = 'A kudos you received was taken back.', text_ko = '받은 칭찬이 취소됐어요.'
        where told.team_space_id = p_team_space_id and told.member_id = any (v_recipient_ids)
              and told.kind = 'kudos.received' and told.subject_kind = 'kudos' and told.subject_id = p_kudos_id::text;
        return;
    end if;
    select max(told.id) into v_last_id
    from gracy.member_notice told
    where told.team_space_id = p_team_space_id and told.member_id = any (v_recipient_ids)
          and told.kind = 'kudos.received' and told.subject_kind = 'kudos' and told.subject_id = p_kudos_id::text;
    -- Told anew, and what was told anew is taken for the words of what was.
    perform gracy.tell_of_gift(p_team_space_id, p_kudos_id);
    with anew as (
        delete from gracy.member_notice told
        where told.team_space_id = p_team_space_id and told.member_id = any (v_recipient_ids)
              and told.kind = 'kudos.received' and told.subject_kind = 'kudos' and told.subject_id = p_kudos_id::text
              and told.id > coalesce(v_last_id, 0)
        returning told.member_id, told.text_en, told.text_ko
    )
    update gracy.member_notice told
    set text_en = anew.text_en, text_ko = anew.text_ko
    from anew
    where told.team_space_id = p_team_space_id and told.member_id = anew.member_id
          and told.kind = 'kudos.received' and told.subject_kind = 'kudos' and told.subject_id = p_kudos_id::text
          and told.id <= v_last_id;
end
$$;
