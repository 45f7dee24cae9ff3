-- Posts kudos that everybody may see where their giver has said, in a thread or not (kudos_in_slack), once. When Slack does not take it,
-- the giver is told (tell_of_unposted_kudos).
create or replace function gracy.post_kudos_in_slack(
    p_team_space_id bigint,
    p_kudos_id bigint,
    p_team_id text,
    p_enterprise_id text,
    p_channel text,
    p_thread_ts text) returns void
    language plpgsql as $$
declare
    v_text constant text := gracy.kudos_in_slack(p_team_space_id, p_kudos_id, p_team_id,
                                                 (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id);
begin
    if v_text is not null then
        perform gracy.queue_slack_message(
            p_team_space_id, p_team_id, 'chat.postMessage', p_channel,
            json_strip_nulls(json_build_object('text', v_text, 'thread_ts', p_thread_ts)), now(),
            concat_ws('/', 'kudos', p_kudos_id, p_channel));
    end if;
end
$$;
