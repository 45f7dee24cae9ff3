-- What messages in Slack about an announcement are written with: what it says, how far it is, and who has approved it.
-- control_channel and control_ts are for a program of before that is being replaced. send_at: when it goes out by its author's clock, or when they want it to; null: at once.
create or replace function gracy.read_slack_announcement(p_team_space_id bigint, p_id bigint)
returns table (title_ko text, title_en text, body_ko text, body_en text, require_ack bool, state text, version int,
               text_version int, author_name text, author_locale text, recipients int, acknowledged bigint, told bigint,
               waiting bigint, failed bigint, skipped bigint, recalled bigint, correctable bool, author_team_id text,
               author_user_id text, control_channel text, control_ts text, team_space_name text, send_at text,
               send_at_is_ahead bool, approver_name text)
language plpgsql stable as $$
begin
    return query
    select announcement.title_ko, announcement.title_en, announcement.body_ko, announcement.body_en,
           announcement.require_ack, announcement.state, announcement.version, announcement.text_version,
           author.name::text, gracy.member_locale(p_team_space_id, author.id), announcement.recipients,
           (select count(recipient.acknowledged_at) from gracy.announcement_recipient recipient
            where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id),
           counts.told, counts.waiting, counts.failed, counts.skipped, counts.recalled,
           gracy.may_correct_alone(announcement),
           address.team_id, address.user_id, control.slack_channel, control.slack_ts, team_space.name::text,
           gracy.clock_time(coalesce(announcement.scheduled_at, announcement.wanted_at), gracy.member_tz(p_team_space_id, author.id)),
           coalesce(announcement.scheduled_at, announcement.wanted_at) > now(),
           (select approver.name from gracy.member approver
            where approver.team_space_id = p_team_space_id and approver.id = announcement.approved_by)::text
    from gracy.announcement
    join gracy.team_space on team_space.id = p_team_space_id
    join gracy.member author on author.team_space_id = p_team_space_id and author.id = announcement.author_id
    cross join lateral (
        select count(*) filter (where delivery.state = 'sent') as told,
               count(*) filter (where delivery.state in ('waiting', 'sending')) as waiting,
               count(*) filter (where delivery.state = 'failed') as failed,
               count(*) filter (where delivery.state = 'skipped') as skipped,
               count(*) filter (where delivery.state = 'recalled') as recalled
        from gracy.announcement_delivery delivery
        where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
              and delivery.purpose = 'announcement') as counts
    left join lateral gracy.slack_addresses(p_team_space_id, array[announcement.author_id]) as address on true
    left join gracy.slack_message control
         on control.team_space_id = p_team_space_id and control.dedupe_key = concat_ws('/', 'announcement control', p_id)
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
end
$$;
