-- Takes back what has begun: what has not been delivered is stopped, what has been is marked, and deleted
-- where it can be (in Slack). A message that is on its way at this moment counts as delivered. Outcomes: ok with both counts of people, not_found, version_mismatch, state
-- (subject: which).
create or replace function gracy.recall_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text,
    out stopped bigint,
    out marked bigint)
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
    if v_before.state not in ('sending', 'sent') then
        outcome := 'state';
        subject := v_before.state;
        return;
    end if;
    update gracy.announcement recalled
    set state = 'recalled', recalled_at = now(), correction = null, correction_by = null, correction_at = null
    where recalled.team_space_id = p_team_space_id and recalled.id = p_id;
    update gracy.announcement_delivery delivery
    set state = 'recalled'
    where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id and delivery.state = 'waiting';
    with told as (
        update gracy.announcement_recipient recipient
        set recall = case when recipient.acknowledged_at is not null
                               or exists (select from gracy.announcement_delivery delivery
                                          where delivery.team_space_id = p_team_space_id
                                                and delivery.announcement_id = p_id
                                                and delivery.member_id = recipient.member_id
                                                and (delivery.state in ('sent', 'sending') or delivery.uncertain > 0))
                          then 'marked' else 'stopped' end
        where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
        returning recipient.recall
    )
    select count(*) filter (where told.recall = 'stopped'), count(*) filter (where told.recall = 'marked')
    into stopped, marked
    from told;
    perform gracy.withdraw_slack_announcement(p_team_space_id, p_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'announcement.recall', 'announcement', p_id::text, p_request_id,
                             jsonb_build_object('stopped', stopped, 'marked', marked));
    outcome := 'ok';
end
$$;
