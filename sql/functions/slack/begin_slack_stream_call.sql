-- A call for a stream is about to be made by who holds its lease, which begins anew; p_once: it must not be made twice, so
-- that it is written down first. Not held: the lease is another's. wait_seconds: there is no token for it yet, and nothing
-- is written down. chat.update takes none: senders of messages take each as soon as it is there, so that who comes now and
-- then would never have one, and the rate at which they do (slack_method_rate) leaves room for it. Only when Slack has said
-- so it waits.
create or replace function gracy.begin_slack_stream_call(
    p_team_space_id bigint,
    p_question_id bigint,
    p_run int,
    p_method text,
    p_once bool,
    p_lease_seconds int,
    out held bool,
    out wait_seconds float8)
language plpgsql as $$
declare
    v_team_id text;
begin
    select stream.team_id into v_team_id
    from gracy.slack_stream stream
    where stream.team_space_id = p_team_space_id and stream.question_id = p_question_id and stream.run = p_run
          and stream.state <> 'ended'
    for no key update;
    held := found;
    wait_seconds := 0;
    if not held then
        return;
    end if;
    if p_method = 'chat.update' then
        select extract(epoch from lane.paused_until - now()) into wait_seconds
        from gracy.slack_lane lane
        where lane.team_space_id = p_team_space_id and lane.team_id = v_team_id and lane.method = p_method
              and lane.paused_until > now();
        wait_seconds := coalesce(wait_seconds, 0);
    else
        wait_seconds := gracy.take_slack_token(p_team_space_id, v_team_id, p_method);
    end if;
    update gracy.slack_stream stream
    set leased_until = now() + p_lease_seconds * interval '1 second',
        calling = case when p_once and wait_seconds = 0 then p_method else stream.calling end
    where stream.team_space_id = p_team_space_id and stream.question_id = p_question_id;
end
$$;
