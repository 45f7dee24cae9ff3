-- Sends an announcement, at once (p_at null) or later. The worker's job stands in the queue in the same transaction.
-- Outcomes: ok, not_found, version_mismatch, state (subject: which), not_future, empty_audience, approval_required
-- (subject: to how many it would go).
create or replace function gracy.send_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_at timestamptz,
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.announcement;
    v_recipients int;
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
    if v_before.state not in ('draft', 'submitted', 'approved', 'scheduled') then
        outcome := 'state';
        subject := v_before.state;
        return;
    end if;
    if p_at <= now() or p_at > now() + interval '366 days' then
        outcome := 'not_future';
        return;
    end if;
    v_recipients := cardinality(gracy.audience_recipients(p_team_space_id, v_before.audience));
    if v_recipients = 0 then
        outcome := 'empty_audience';
        return;
    end if;
    if v_before.approved_by is null and gracy.announcement_needs_approval(p_team_space_id, p_id, v_recipients) then
        outcome := 'approval_required';
        subject := v_recipients::text;
        return;
    end if;
    update gracy.announcement sent
    set state = case when p_at is null then 'sending' else 'scheduled' end,
        -- Who sends now what was scheduled does not send it as scheduled.
        scheduled_at = p_at,
        began_at = case when p_at is null then now() end
    where sent.team_space_id = p_team_space_id and sent.id = p_id;
    insert into gracy.job (kind, lane, payload, available_at, max_attempts)
    values ('announcements.prepare', 'bulk', json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id),
            coalesce(p_at, now()), 1000000);
    perform gracy.note_audit(p_team_space_id, p_actor_id,
                             case when p_at is null then 'announcement.send' else 'announcement.schedule' end,
                             'announcement', p_id::text, p_request_id,
                             jsonb_build_object('recipients', v_recipients, 'at', p_at));
    outcome := 'ok';
end
$$;
