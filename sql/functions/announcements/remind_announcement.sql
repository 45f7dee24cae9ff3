-- Reminds, once, those whom it reached and who have not acknowledged it. Outcomes: ok with the count, not_found,
-- version_mismatch, state (subject: which), not_required, already_reminded.
create or replace function gracy.remind_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text,
    out reminded bigint)
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
        return;
    end if;
    if p_version not in (0, v_before.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    outcome := case when not v_before.require_ack then 'not_required'
                    when v_before.state not in ('sending', 'sent') then 'state'
                    when v_before.reminded_at is not null then 'already_reminded' end;
    if outcome is not null then
        subject := v_before.state;
        return;
    end if;
    update gracy.announcement reminded_of
    set reminded_at = now()
    where reminded_of.team_space_id = p_team_space_id and reminded_of.id = p_id;
    insert into gracy.announcement_delivery (team_space_id, announcement_id, member_id, channel, purpose, due_at)
    select p_team_space_id, p_id, delivery.member_id, delivery.channel, 'reminder', now()
    from gracy.announcement_delivery delivery
    join gracy.announcement_recipient recipient
         on recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
            and recipient.member_id = delivery.member_id and recipient.acknowledged_at is null
    where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
          and delivery.purpose = 'announcement' and delivery.state = 'sent';
    get diagnostics reminded = row_count;
    if 'email' = any (v_before.channels) then
        perform gracy.queue_announcement_delivery(p_team_space_id, p_id, 'reminder', 1, 0, now());
    end if;
    if 'slack' = any (v_before.channels) then
        perform gracy.queue_slack_announcement(p_team_space_id, p_id, 'reminder', 0, now());
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.remind', 'announcement', p_id::text, p_request_id,
                             jsonb_build_object('reminded', reminded));
    outcome := 'ok';
end
$$;
