-- The rest of what App Home shows: by the reader's clock the day, the surveys that they are asked to answer with their ends, and who
-- received most this month (nobody who opted out; nothing where leaderboards are off); for who runs the team space also what waits for
-- somebody (in_charge): announcements and corrections that they may approve, the acknowledgements that the last ones lack, open tickets,
-- the oldest p_listed of both (ids, in whose words, and the beginning of what they say, side by side), and why Slack refuses the token
-- (trouble). For who is no member nothing but whether they are said to be one (proposed). No row when the workspace is unknown.
create or replace function gracy.home_page(p_team_id text, p_enterprise_id text, p_user_id text, p_listed int)
returns table (proposed bool, today date, wave_ids bigint[], titles text[], ends text[], leaders text[], leader_points int[],
               in_charge bool, to_approve int, unacknowledged int, open_tickets int, trouble text,
               waiting_ids bigint[], waiting_titles text[], waiting_texts text[],
               ticket_ids bigint[], ticket_askers text[], ticket_texts text[])
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_today date;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_team_space_id is null then
        return;
    end if;
    proposed := false;
    wave_ids := '{}';
    titles := '{}';
    ends := '{}';
    leaders := '{}';
    leader_points := '{}';
    in_charge := false;
    to_approve := 0;
    unacknowledged := 0;
    open_tickets := 0;
    waiting_ids := '{}';
    waiting_titles := '{}';
    waiting_texts := '{}';
    ticket_ids := '{}';
    ticket_askers := '{}';
    ticket_texts := '{}';
    if v_caller.member_id is null then
        proposed := gracy.is_slack_proposed(p_team_id, p_enterprise_id, p_user_id);
        return next;
        return;
    end if;
    today := gracy.member_today(v_team_space_id, v_caller.member_id, now());
    select coalesce(array_agg(asked.wave_id order by asked.closes_at, asked.wave_id), '{}'),
           coalesce(array_agg(asked.title order by asked.closes_at, asked.wave_id), '{}'),
           coalesce(array_agg(gracy.clock_time(asked.closes_at, v_caller.tz, v_caller.locale)
                              order by asked.closes_at, asked.wave_id), '{}')
    into wave_ids, titles, ends
    from gracy.surveys_to_answer(v_team_space_id, v_caller.member_id, v_caller.locale, 3) as asked;
    v_today := (select (now() at time zone leading_space.tz)::date from gracy.team_space leading_space where leading_space.id = v_team_space_id);
    select coalesce(array_agg(first.name order by first.points desc, first.member_id desc), '{}'),
           coalesce(array_agg(first.points order by first.points desc, first.member_id desc), '{}')
    into leaders, leader_points
    from (select ranked.member_id, ranked.points, gracy.name_in(v_caller.locale, member.name, member.name_en) as name
          from gracy.leaderboard ranked
          join gracy.recognition_policy policy on policy.team_space_id = v_team_space_id and policy.leaderboards
          join gracy.member on member.team_space_id = v_team_space_id and member.id = ranked.member_id
          where ranked.team_space_id = v_team_space_id and ranked.metric = 'received' and ranked.period = 'month'
                and ranked.period_start = gracy.leaderboard_start('month', v_today) and ranked.shown and ranked.points > 0
                and not exists (select from gracy.leaderboard_opt_out opt_out
                                where opt_out.team_space_id = v_team_space_id and opt_out.member_id = ranked.member_id)
          order by ranked.points desc, ranked.member_id desc
          limit (select least(5, coalesce(shown.leaderboard_top, 5)) from gracy.recognition_policy shown
                 where shown.team_space_id = v_team_space_id)) as first;
    if gracy.member_role(v_team_space_id, v_caller.member_id) not in ('owner', 'admin') then
        return next;
        return;
    end if;
    in_charge := true;
    -- Nobody approves what they have written themselves.
    with waiting as (
        select announcement.id,
               case when announcement.correction is null then announcement.title_ko else announcement.correction ->> 'title_ko' end as title_ko,
               case when announcement.correction is null then announcement.title_en else announcement.correction ->> 'title_en' end as title_en,
               case when announcement.correction is null then announcement.body_ko else announcement.correction ->> 'body_ko' end as body_ko,
               case when announcement.correction is null then announcement.body_en else announcement.correction ->> 'body_en' end as body_en
        from gracy.announcement
        where announcement.team_space_id = v_team_space_id
              and (announcement.state = 'submitted' or announcement.correction is not null)
              and not exists (select from gracy.announcement_writer writer
                              where writer.team_space_id = v_team_space_id and writer.announcement_id = announcement.id
                                    and writer.member_id = v_caller.member_id)
    ),
    -- In the reader's language where it is written in it, as they read the rest of it.
    oldest as (
        select waiting.id, case when spoken.is_korean then waiting.title_ko else waiting.title_en end as title,
               left(case when spoken.is_korean then waiting.body_ko else waiting.body_en end, 200) as text
        from waiting
        cross join lateral (select waiting.title_en is null or v_caller.locale = 'ko' and waiting.title_ko is not null as is_korean) as spoken
        order by waiting.id
        limit p_listed
    )
    select (select count(*) from waiting), coalesce(array_agg(oldest.id order by oldest.id), '{}'),
           coalesce(array_agg(oldest.title order by oldest.id), '{}'), coalesce(array_agg(oldest.text order by oldest.id), '{}')
    into to_approve, waiting_ids, waiting_titles, waiting_texts
    from oldest;
    unacknowledged := (
        select count(*)
        from (select announcement.id from gracy.announcement
              where announcement.team_space_id = v_team_space_id and announcement.state = 'sent' and announcement.require_ack
                    and announcement.sent_at > now() - interval '14 days'
              order by announcement.id desc limit 5) as latest
        join gracy.announcement_recipient recipient
             on recipient.team_space_id = v_team_space_id and recipient.announcement_id = latest.id
                and recipient.acknowledged_at is null
        -- Who has left will not, and who was never told cannot.
        join gracy.member reader
             on reader.team_space_id = v_team_space_id and reader.id = recipient.member_id
                and reader.status in ('active', 'on_leave')
        where exists (select from gracy.announcement_delivery delivery
                      where delivery.team_space_id = v_team_space_id and delivery.announcement_id = latest.id
                            and delivery.member_id = recipient.member_id and delivery.purpose = 'announcement'
                            and delivery.state = 'sent'));
    open_tickets := (select count(*) from gracy.hr_ticket ticket
                     where ticket.team_space_id = v_team_space_id and ticket.state = 'open');
    select coalesce(array_agg(oldest.id order by oldest.id), '{}'), coalesce(array_agg(oldest.asker order by oldest.id), '{}'),
           coalesce(array_agg(oldest.text order by oldest.id), '{}')
    into ticket_ids, ticket_askers, ticket_texts
    from (select ticket.id, gracy.name_in(v_caller.locale, member.name, member.name_en) as asker, left(ticket.text, 200) as text
          from gracy.hr_ticket ticket
          join gracy.member on member.team_space_id = v_team_space_id and member.id = ticket.member_id
          where ticket.team_space_id = v_team_space_id and ticket.state = 'open'
          order by ticket.id
          limit p_listed) as oldest;
    trouble := (select coalesce(installation.trouble, organization.trouble)
                from gracy.slack_installation installation
                left join gracy.slack_installation organization
                       on organization.team_space_id = v_team_space_id and organization.id = installation.organization_id
                where installation.team_space_id = v_team_space_id and installation.status = 'active'
                      and coalesce(installation.trouble, organization.trouble) is not null
                order by installation.id
                limit 1);
    return next;
end
$$;

-- As a worker of the release before calls it, which lists none of what waits.
create or replace function gracy.home_page(p_team_id text, p_enterprise_id text, p_user_id text)
returns table (proposed bool, today date, wave_ids bigint[], titles text[], ends text[], leaders text[], leader_points int[],
               in_charge bool, to_approve int, unacknowledged int, open_tickets int, trouble text)
language sql stable as $$
    select page.proposed, page.today, page.wave_ids, page.titles, page.ends, page.leaders, page.leader_points, page.in_charge,
           page.to_approve, page.unacknowledged, page.open_tickets, page.trouble
    from gracy.home_page(p_team_id, p_enterprise_id, p_user_id, 0) as page
$$;
