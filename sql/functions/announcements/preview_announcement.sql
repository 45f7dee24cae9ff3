-- What sending it would mean: to how many people, some of their names, in which languages, how many are told later because
-- it is night then, or quiet for them, or they pause (hand_over_announcement; e-mail knows the announcement's own hours
-- alone), when it goes out at the time that it is scheduled for or wanted at, else now; how long it would take at each channel's rate behind what waits already, and whether somebody has to approve it. No row
-- when there is no such announcement. The estimate for e-mail is null as long as no worker has said how fast it sends;
-- Slack's rate is known.
create or replace function gracy.preview_announcement(p_team_space_id bigint, p_id bigint)
returns table (recipients bigint, korean bigint, english bigint, quiet bigint, sample text, approval_required bool,
               ahead bigint, per_minute int, transport text, in_slack bigint, by_email bigint, unreached bigint,
               slack_seconds int)
language plpgsql stable as $$
declare
    v_announcement gracy.announcement;
    v_members bigint[];
    v_ahead bigint;
    v_slack_ahead bigint;
    v_slack_rate float8 := gracy.slack_method_rate('chat.postMessage') / 60;
    v_per_minute int;
    v_transport text;
    v_at timestamptz;
begin
    select announcement.* into v_announcement
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
    if not found then
        return;
    end if;
    v_at := greatest(now(), coalesce(v_announcement.scheduled_at, v_announcement.wanted_at));
    v_members := gracy.audience_recipients(p_team_space_id, v_announcement.audience);
    select count(*) into v_ahead
    from gracy.announcement_delivery delivery
    where delivery.team_space_id = p_team_space_id and delivery.channel = 'email'
          and delivery.state in ('waiting', 'sending');
    select lane.per_minute, lane.transport into v_per_minute, v_transport
    from gracy.delivery_lane lane
    where lane.channel = 'email' and lane.reported_at > now() - interval '10 minutes';
    select count(*) into v_slack_ahead
    from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.method = 'chat.postMessage'
          and message.state in ('waiting', 'sending');
    return query
    select count(*), count(*) filter (where read.locale = 'ko'), count(*) filter (where read.locale = 'en'),
           count(*) filter (where gracy.after_quiet_hours(greatest(v_at, read.paused_until), read.tz, read.quiet_from,
                                                          read.quiet_until) > v_at),
           coalesce(json_agg(json_build_object('id', read.id::text, 'name', read.name) order by read.place)
                    filter (where read.place <= 5), '[]')::text,
           gracy.announcement_needs_approval(p_team_space_id, p_id, count(*)), v_ahead, v_per_minute, v_transport,
           count(*) filter (where read.channel = 'slack' and read.reachable),
           count(*) filter (where read.channel = 'email'), count(*) filter (where not read.reachable),
           ceil((v_slack_ahead + count(*) filter (where read.channel = 'slack' and read.reachable)) / v_slack_rate)::int
    from (
        select member.id, member.name, chosen.place,
               -- The language that they read, or the only one that there is.
               case when v_announcement.title_en is null then 'ko' when v_announcement.title_ko is null then 'en'
                    else gracy.member_locale(p_team_space_id, member.id) end as locale,
               gracy.member_tz(p_team_space_id, member.id) as tz, way.channel, way.reachable,
               coalesce(quiet.quiet_from, v_announcement.quiet_from) as quiet_from,
               coalesce(quiet.quiet_until, v_announcement.quiet_until) as quiet_until,
               case when not v_announcement.require_ack then quiet.paused_until end as paused_until
        from unnest(v_members) with ordinality as chosen(id, place)
        join gracy.member on member.team_space_id = p_team_space_id and member.id = chosen.id
        left join gracy.slack_addresses(p_team_space_id, v_members) as address on address.member_id = member.id
        cross join lateral gracy.delivery_way(v_announcement.channels, address.user_id is not null) as way
        left join gracy.quiet_hours quiet
             on quiet.team_space_id = p_team_space_id and quiet.member_id = member.id
                and v_announcement.quiet_from is not null and way.channel = 'slack'
    ) as read;
end
$$;
