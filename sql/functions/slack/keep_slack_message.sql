-- A message that says what is so, from now on p_arguments (of chat.postMessage): it is posted to p_user_id where there is
-- none (null: then nothing is), not before p_at, has these words from the beginning while it waits, and is changed where it stands, p_pause
-- after it was said last. One that a sender has is neither: when it has arrived, go_on_after_slack_messages has it looked at
-- again. What an end of the installation has stopped goes on, and is looked for in Slack first.
--
-- It is two rows at most: the message under p_key, and what it was changed to last under p_key/now.
create or replace function gracy.keep_slack_message(
    p_team_space_id bigint,
    p_key text,
    p_arguments json,
    p_pause interval,
    p_team_id text,
    p_user_id text,
    p_at timestamptz) returns void
    language plpgsql as $$
declare
    v_message gracy.slack_message;
    v_said gracy.slack_message;
    v_change json;
begin
    select message.* into v_message
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.dedupe_key = p_key
    for update skip locked;
    if not found then
        if p_user_id is not null then
            perform gracy.queue_slack_message(p_team_space_id, p_team_id, 'chat.postMessage', p_user_id, p_arguments,
                                              greatest(now(), p_at), p_key);
        end if;
        return;
    end if;
    if v_message.state = 'waiting' or (v_message.state = 'failed' and v_message.error = 'app_uninstalled') then
        -- With a pause, what waits stays due when it was.
        perform gracy.rephrase_slack_message(p_team_space_id, v_message, p_arguments,
                                             case when p_at > now() then interval '1 second' else p_pause end);
    end if;
    if v_message.state <> 'sent' or v_message.slack_ts is null then
        return;
    end if;

    v_change := p_arguments::jsonb || jsonb_build_object('ts', v_message.slack_ts);
    select message.* into v_said
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.dedupe_key = concat(p_key, '/now')
    for update skip locked;
    if not found then
        if v_message.arguments::jsonb <> p_arguments::jsonb then
            perform gracy.queue_slack_message(p_team_space_id, v_message.team_id, 'chat.update', v_message.slack_channel, v_change,
                                              greatest(now(), v_message.ended_at + p_pause), concat(p_key, '/now'));
        end if;
    elsif v_said.state <> 'sending' and (v_said.arguments::jsonb <> v_change::jsonb or v_said.error = 'app_uninstalled') then
        perform gracy.rephrase_slack_message(p_team_space_id, v_said, v_change, p_pause);
    end if;
end
$$;

-- As soon as there is a turn.
create or replace function gracy.keep_slack_message(
    p_team_space_id bigint,
    p_key text,
    p_arguments json,
    p_pause interval,
    p_team_id text,
    p_user_id text) returns void
    language sql as $$
    select gracy.keep_slack_message(p_team_space_id, p_key, p_arguments, p_pause, p_team_id, p_user_id, now())
$$;
