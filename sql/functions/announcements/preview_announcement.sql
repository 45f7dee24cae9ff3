-- What sending it now would mean: to how many people, some of their names, in which languages, for how many it is night,
-- how long it would take at each channel's rate behind what waits already, and whether somebody has to approve it. No row
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
begin
    select announcement.* into v_announcement
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
    if not found then
        return;
    end if;
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
           count(*) filter (where gracy.after_quiet_hours(now(), read.tz, v_announcement.quiet_from,
                                                          v_announcement.quiet_until) > now()),
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
               gracy.member_tz(p_team_space_id, member.id) as tz, way.channel, way.reachable
        from unnest(v_members) with ordinality as chosen(id, place)
        join gracy.member on member.team_space_id = p_team_space_id and member.id = chosen.id
        left join gracy.slack_addresses(p_team_space_id, v_members) as address on address.member_id = member.id
        cross join lateral gracy.delivery_way(v_announcement.channels, address.user_id is not null) as way
    ) as read;
end
$$;
