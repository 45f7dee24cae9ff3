-- A message that no sender has says something else, and goes out, once more if it has before: p_pause after that, and not
-- before a time to which a failure has put it off.
create or replace function gracy.rephrase_slack_message(
    p_team_space_id bigint,
    p_message gracy.slack_message,
    p_arguments json,
    p_pause interval) returns void
    language plpgsql as $$
declare
    v_waits bool := p_message.state = 'waiting';
    v_due_at timestamptz := case when not v_waits then greatest(now(), p_message.ended_at + p_pause)
                                 when p_message.attempts > 0 or p_pause > interval '0' then p_message.due_at
                                 else least(p_message.due_at, now()) end;
begin
    update gracy.slack_message message
    set arguments = p_arguments, state = 'waiting', due_at = v_due_at, ended_at = null,
        error = case when v_waits then message.error end,
        attempts = case when v_waits then message.attempts else 0 end,
        -- Of one that was stopped nobody knows whether it had gone.
        uncertain = message.uncertain + (message.state = 'failed')::int,
        -- Since when it is looked for then.
        created_at = case when message.state = 'sent' then now() else message.created_at end
    where message.team_space_id = p_team_space_id and message.id = p_message.id;
    perform gracy.open_slack_lane(p_team_space_id, p_message.team_id, p_message.method, v_due_at);
end
$$;
