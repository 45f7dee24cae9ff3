-- An announcement whose recipients are all written down goes into its channels, and what was handed over of an older text
-- says this one: what waits is rewritten, what stands there is changed. What is on its way stays for the next time. How many
-- were seen to; none when the text has changed since p_text_version. p_arguments: of chat.postMessage.
create or replace function gracy.post_announcement_in_channels(
    p_team_space_id bigint,
    p_id bigint,
    p_text_version int,
    p_arguments json) returns int
    language plpgsql as $$
declare
    v_open record;
    v_message_id bigint;
    v_seen int := 0;
begin
    perform from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id and announcement.planned
          and announcement.state in ('sending', 'sent') and announcement.text_version = p_text_version
    for share;
    if not found or not exists (select from gracy.announcement_channel posted
                                where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id
                                      and posted.state in ('waiting', 'sent')
                                      and posted.slack_text_version is distinct from p_text_version) then
        return 0;
    end if;
    -- Before the messages, as take_slack_batch does.
    perform from gracy.slack_lane lane
    where lane.team_space_id = p_team_space_id
    order by lane.team_id, lane.method
    for update;
    for v_open in
        select posted.team_id, posted.channel, posted.state, posted.slack_message_id, posted.slack_ts
        from gracy.announcement_channel posted
        where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id
              and posted.state in ('waiting', 'sent') and posted.slack_text_version is distinct from p_text_version
        order by posted.channel
    loop
        v_message_id := v_open.slack_message_id;
        if v_open.state = 'sent' then
            perform gracy.put_slack_update(p_team_space_id, v_open.team_id, v_open.channel, v_open.slack_ts, p_arguments, null, false);
        elsif v_message_id is null then
            v_message_id := gracy.queue_slack_message(p_team_space_id, v_open.team_id, 'chat.postMessage', v_open.channel, p_arguments,
                                                      now(), concat_ws('/', 'announcement', p_id, 'channel', v_open.channel));
        else
            update gracy.slack_message message
            set arguments = p_arguments
            where message.team_space_id = p_team_space_id and message.state = 'waiting'
                  and message.id = (select waiting.id from gracy.slack_message waiting
                                    where waiting.team_space_id = p_team_space_id and waiting.id = v_message_id
                                    for update skip locked);
            continue when not found;
        end if;
        update gracy.announcement_channel posted
        set slack_message_id = v_message_id, slack_text_version = p_text_version
        where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id and posted.channel = v_open.channel;
        v_seen := v_seen + 1;
    end loop;
    return v_seen;
end
$$;
