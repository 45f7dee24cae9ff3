-- What became of a call. p_result: sent; failed (for good); retry (after a while that grows, ten times); limited (Slack's
-- Retry-After, for the method in this workspace); refused (the token: the whole workspace waits, and unless the error is the
-- token's for certain, the message fails at the third time); uncertain (nobody knows whether Slack acted: it is looked for
-- there before it is sent again); held (it cannot be looked for yet: it alone waits).
create or replace function gracy.record_slack_message(
    p_team_space_id bigint,
    p_id bigint,
    p_result text,
    p_error text,
    p_slack_channel text,
    p_slack_ts text,
    p_pause_seconds float8) returns text
    language plpgsql as $$
declare
    v_message record;
    v_state text;
    v_pause interval := p_pause_seconds * interval '1 second';
    v_costs_no_attempt bool := p_result in ('limited', 'held')
        or (p_result = 'refused'
            and p_error in ('invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed',
                            'team_access_not_granted', 'org_login_required', 'token_sealed_with_another_key'));
begin
    select message.team_id, message.method, message.attempts, message.uncertain, message.channel, message.dedupe_key into v_message
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.id = p_id and message.state = 'sending'
    for update;
    if not found then
        return null;
    end if;
    v_state := case when p_result = 'sent' then 'sent'
                    when p_result = 'failed' or (p_result in ('retry', 'uncertain') and v_message.attempts >= 10)
                         or (p_result = 'refused' and not v_costs_no_attempt and v_message.attempts >= 3) then 'failed'
                    when p_result in ('uncertain', 'held') then 'sending'
                    else 'waiting' end;
    -- Where the last try does not say that it stands nowhere, nobody has seen that.
    if v_state = 'failed' and v_message.method = 'chat.postMessage'
       and (p_result = 'uncertain' or (p_result = 'retry' and v_message.uncertain > 0)) then
        p_error := 'uncertain_unseen';
    end if;
    update gracy.slack_message message
    set state = v_state, error = p_error,
        -- What somebody's Home shows, and an answered question, is for them alone: it says how their day is.
        arguments = case when v_state not in ('sent', 'failed') then message.arguments
                         when v_message.method = 'views.publish' then '{}'
                         when v_message.method = 'chat.update' and coalesce(message.dedupe_key, '') not like '%/now'
                             then json_build_object('ts', message.arguments ->> 'ts')
                         else message.arguments end,
        slack_channel = coalesce(p_slack_channel, message.slack_channel), slack_ts = coalesce(p_slack_ts, message.slack_ts),
        -- A limit is no fault of the message, nor is the token.
        attempts = message.attempts - v_costs_no_attempt::int,
        due_at = case when v_state in ('sent', 'failed') then message.due_at
                      -- The token may work again at any hour.
                      when p_result = 'refused'
                          then greatest(now() + v_pause, gracy.notice_due_at(p_team_space_id, v_message.team_id, v_message.channel,
                                                                             v_message.dedupe_key))
                      when p_result in ('limited', 'held') then now() + v_pause
                      else now() + least(600, 2 ^ v_message.attempts) * interval '1 second' end,
        ended_at = case when v_state in ('sent', 'failed') then now() end
    where message.team_space_id = p_team_space_id and message.id = p_id;

    if p_result in ('limited', 'refused') then
        update gracy.slack_lane lane
        -- Not after next_at: while all messages are under way that is the end of their leases.
        set paused_until = greatest(lane.paused_until, now() + v_pause), next_at = greatest(lane.paused_until, now() + v_pause),
            tokens = 0, filled_at = greatest(lane.paused_until, now() + v_pause)
        where lane.team_space_id = p_team_space_id and lane.team_id = v_message.team_id
              and (lane.method = v_message.method or p_result = 'refused');
    elsif v_state in ('waiting', 'sending') then
        update gracy.slack_lane lane
        set next_at = greatest(lane.paused_until, least(lane.next_at, now() + interval '1 second'))
        where lane.team_space_id = p_team_space_id and lane.team_id = v_message.team_id and lane.method = v_message.method;
    end if;
    if p_result = 'refused' then
        -- Where the token is; when only this workspace is closed to it, the workspace, and Slack is asked which are open.
        update gracy.slack_installation installation
        set trouble = p_error, trouble_at = now(),
            refresh_due_at = case when p_error = 'token_expired' and installation.refresh_due_at > now()
                                       and installation.refresh_begun_at is null then now() else installation.refresh_due_at end
        where installation.team_space_id = p_team_space_id and installation.status = 'active'
              and installation.id = (select case when p_error = 'team_access_not_granted' then workspace.id
                                                 else coalesce(workspace.organization_id, workspace.id) end
                                     from gracy.slack_installation workspace
                                     where workspace.team_space_id = p_team_space_id and workspace.status = 'active'
                                           and workspace.team_id = v_message.team_id);
        if p_error = 'team_access_not_granted' then
            perform gracy.begin_slack_sync(p_team_space_id, workspace.enterprise_id)
            from gracy.slack_installation workspace
            where workspace.team_space_id = p_team_space_id and workspace.status = 'active'
                  and workspace.team_id = v_message.team_id and workspace.organization_id is not null;
        end if;
    end if;
    perform gracy.record_slack_delivery(p_team_space_id, p_id, v_state, p_error, p_slack_channel, p_slack_ts);
    if v_state in ('sent', 'failed') then
        perform gracy.go_on_after_slack_messages(p_team_space_id, array[p_id]);
    end if;
    return v_state;
end
$$;
