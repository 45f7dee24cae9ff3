-- Whether messages of a recalled announcement are still to be deleted in Slack, or on their way there.
create or replace function gracy.announcement_leaves_slack(p_team_space_id bigint, p_id bigint) returns bool
    language plpgsql stable as $$
begin
    return exists (
        select from gracy.announcement_delivery delivery
        join gracy.slack_message message
             on message.team_space_id = p_team_space_id
                and (message.dedupe_key = concat_ws('/', 'withdraw', delivery.slack_message_id))
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.slack_message_id is not null and message.state in ('waiting', 'sending'))
        or exists (
        select from gracy.announcement_delivery delivery
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id and delivery.channel = 'slack'
              and delivery.state = 'sending')
        or exists (
        select from gracy.announcement_channel posted
        join gracy.slack_message message
             on message.team_space_id = p_team_space_id
                and (message.id = posted.slack_message_id or message.dedupe_key = concat_ws('/', 'withdraw', posted.slack_message_id))
        where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id
              and posted.slack_message_id is not null and message.state in ('waiting', 'sending'));
end
$$;
