-- A question that somebody asks in Slack, answered beneath p_thread_ts in p_channel; without a channel in the
-- conversation with them. Where the caller has asked in that thread before, it follows that question. Beneath a message to
-- the bot the answer is streamed. Outcomes of ask_assistant, unknown_workspace, not_member, no_question, question_too_long.
create or replace function gracy.ask_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_question text,
    p_language text,
    p_channel text,
    p_thread_ts text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out question_id bigint)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_follows bigint;
    v_asked record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    team_space_id := v_team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    if p_question = '' or length(p_question) > 300 then
        outcome := case when p_question = '' then 'no_question' else 'question_too_long' end;
        return;
    end if;
    -- What has a key is a command, which stands in no thread.
    if p_thread_ts is not null and p_idempotency_key is null then
        select before.id into v_follows
        from gracy.assistant_question before
        join gracy.assistant_slack_question place
            on place.team_space_id = v_team_space_id and place.question_id = before.id
        where before.team_space_id = v_team_space_id and before.member_id = v_caller.member_id
              and before.created_at > now() - interval '30 days'
              and place.team_id = p_team_id and place.channel = p_channel and place.thread_ts = p_thread_ts
        order by before.id desc
        limit 1;
    end if;
    v_asked := gracy.ask_assistant(v_team_space_id, v_caller.member_id, p_question, p_language, 'slack/' || p_idempotency_key,
                                   p_request_hash, null, v_follows);
    outcome := v_asked.outcome;
    question_id := v_asked.id;
    if outcome = 'ok' then
        insert into gracy.assistant_slack_question (team_space_id, question_id, team_id, channel, thread_ts)
        values (v_team_space_id, v_asked.id, p_team_id, coalesce(p_channel, p_user_id), p_thread_ts);
        -- In a channel one reader alone would see it grow.
        if starts_with(p_channel, 'D') and p_thread_ts is not null then
            insert into gracy.slack_stream (team_space_id, question_id, team_id, enterprise_id, channel, thread_ts, language)
            values (v_team_space_id, v_asked.id, p_team_id, p_enterprise_id, p_channel, p_thread_ts, p_language);
        end if;
    end if;
end
$$;
