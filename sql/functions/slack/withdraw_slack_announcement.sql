-- A recalled announcement leaves Slack: what waits is not sent, what arrived is deleted. A message that a sender holds at
-- this moment is passed over: record_slack_delivery sees to it, and waits until the recall is committed.
create or replace function gracy.withdraw_slack_announcement(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
declare
    v_held bigint[];
    v_team_id text;
begin
    v_held := array(
        select message.id
        from gracy.announcement_delivery delivery
        join gracy.slack_message message on message.team_space_id = p_team_space_id and message.id = delivery.slack_message_id
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and message.state in ('waiting', 'sending')
        for update of message skip locked);
    v_held := v_held || array(
        select message.id
        from gracy.announcement_channel posted
        join gracy.slack_message message on message.team_space_id = p_team_space_id and message.id = posted.slack_message_id
        where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id
              and message.state in ('waiting', 'sending')
        for update of message skip locked);
    update gracy.slack_message message
    set withdrawn = true,
        state = case when message.state = 'waiting' then 'failed' else message.state end,
        error = case when message.state = 'waiting' then 'withdrawn' else message.error end,
        ended_at = case when message.state = 'waiting' then now() end
    where message.team_space_id = p_team_space_id and message.id = any (v_held);

    insert into gracy.slack_message (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at)
    select p_team_space_id, delivery.slack_team_id, 'chat.delete', delivery.slack_channel, json_build_object('ts', delivery.slack_ts),
           concat_ws('/', 'withdraw', delivery.slack_message_id), now()
    from gracy.announcement_delivery delivery
    where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id and delivery.slack_ts is not null
          and delivery.slack_team_id is not null
    union all
    select p_team_space_id, gracy.slack_lane_of(p_team_space_id, posted.team_id), 'chat.delete', posted.channel,
           json_build_object('ts', posted.slack_ts), concat_ws('/', 'withdraw', posted.slack_message_id), now()
    from gracy.announcement_channel posted
    where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id and posted.slack_ts is not null
    on conflict (team_space_id, dedupe_key) where dedupe_key is not null do nothing;
    update gracy.announcement_channel posted
    set state = 'recalled'
    where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id and posted.state in ('waiting', 'sent');
    for v_team_id in
        select distinct message.team_id
        from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.method = 'chat.delete' and message.state = 'waiting'
    loop
        perform gracy.open_slack_lane(p_team_space_id, v_team_id, 'chat.delete', now());
    end loop;
end
$$;
