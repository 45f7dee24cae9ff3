-- Messages have ended: whatever waited for one of them is due, and what could not be said in one on its way is said now.
-- Of an announcement that is being deleted its author is told how that goes, once in ten seconds.
create or replace function gracy.go_on_after_slack_messages(p_team_space_id bigint, p_message_ids bigint[]) returns void
    language plpgsql as $$
begin
    update gracy.coffee_group seated
    set introduce_at = now()
    where seated.team_space_id = p_team_space_id and seated.slack_message_id = any (p_message_ids)
          and seated.introduction in ('opening', 'posting');
    update gracy.coffee_seat seat
    set ask_at = now()
    where seat.team_space_id = p_team_space_id and seat.slack_message_id = any (p_message_ids)
          and exists (select from gracy.slack_message message
                      where message.team_space_id = p_team_space_id and message.id = seat.slack_message_id
                            and message.state = 'failed');
    perform gracy.end_celebration_posts(p_team_space_id, p_message_ids);
    perform gracy.tell_of_unposted_kudos(p_team_space_id, p_message_ids);
    perform gracy.show_slack_progress(p_team_space_id, shown.id)
    from (select distinct gracy.announcement_in_slack(message.dedupe_key) as id
          from gracy.slack_message message
          where message.team_space_id = p_team_space_id and message.id = any (p_message_ids) and message.state = 'sent') as shown
    where shown.id is not null;
    insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)
    select 'slack.show_announcement', 'bulk', json_build_object('team_space_id', p_team_space_id, 'announcement_id', left_slack.id),
           left_slack.shown_at, 20, concat_ws('/', p_team_space_id, left_slack.id, 'withdrawn', extract(epoch from left_slack.shown_at))
    from (select distinct coalesce(delivery.announcement_id, posted.announcement_id) as id,
                 to_timestamp((floor(extract(epoch from clock_timestamp()) / 10) + 1) * 10) as shown_at
          from gracy.slack_message message
          left join gracy.announcement_delivery delivery
               on delivery.team_space_id = p_team_space_id
                  and delivery.slack_message_id = substring(message.dedupe_key from '^withdraw/([0-9]+)$')::bigint
          left join gracy.announcement_channel posted
               on posted.team_space_id = p_team_space_id
                  and posted.slack_message_id = substring(message.dedupe_key from '^withdraw/([0-9]+)$')::bigint
          where message.team_space_id = p_team_space_id and message.id = any (p_message_ids) and message.method = 'chat.delete'
                and message.state not in ('waiting', 'sending')
                and (delivery.announcement_id is not null or posted.announcement_id is not null)) as left_slack
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
end
$$;
