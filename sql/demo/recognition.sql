-- Values and kudos of the demo. Included by demo.sql after people.sql.
create function pg_temp.make_values(slug text, company_values text[][]) returns void language sql as $$
    insert into gracy.company_value (team_space_id, name, name_ko, emoji, description, sort)
    select pg_temp.team_space(slug), company_values[n][1], company_values[n][2], company_values[n][3],
           company_values[n][4], n
    from generate_series(1, array_length(company_values, 1)) as n
$$;

create temporary table thanks on commit drop as
select locale, row_number() over (partition by locale) - 1 as n, opening, closing
from (values ('ko', array['배포 전날 밤까지', '갑작스러운 장애 때', '신규 고객 미팅에서', '온보딩 첫 주에', '코드 리뷰를', '분기 보고서를',
                          '월말 정산 때', '워크숍 준비를', '채용 면접 일정을', '수원 공장 점검 때', '번역본 검수를', '데이터 이관을'],
                    array['끝까지 함께해 주셔서 정말 고맙습니다!', '꼼꼼하게 챙겨 주신 덕분에 무사히 마쳤어요.', '먼저 나서서 도와주셔서 감동했습니다.',
                          '어려운 질문에도 차분하게 답해 주셔서 든든했어요.', '덕분에 팀 전체가 한숨 돌렸습니다 😊', '작은 부분까지 신경 써 주셔서 감사해요.',
                          '빠르게 공유해 주셔서 큰 사고를 막았습니다.', '밝은 분위기를 만들어 주셔서 힘이 났어요.']),
             ('en', array['On the night before the release', 'During the outage', 'In the customer workshop', 'For my first week',
                          'While we moved the data', 'For the quarterly report', 'At the plant inspection', 'With the tricky review',
                          'When the schedule slipped', 'For the new hires'],
                    array['you stayed until it worked. Thank you!', 'you asked the one question nobody dared to ask.',
                          'you kept everybody calm and informed.', 'your notes saved me two days.',
                          'you made it look easy, and it was not.', 'you shared the credit with the whole team.',
                          'your patience made the difference 🙏', 'you noticed what the rest of us missed.']))
     as texts(locale, openings, closings), unnest(openings) as opening, unnest(closings) as closing;

-- About `wanted` gifts over the last 400 days, on weekdays and in working hours. Six in ten stay near the giver's desk.
-- Nobody gave before they were hired, or more than the allowance of the month.
create function pg_temp.make_kudos(slug text, wanted int) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    zone text;
    monthly int;
    people bigint[] := array(select id from gracy.member where team_space_id = space
                             and status in ('active', 'on_leave') order by id);
    company_values bigint[] := array(select id from gracy.company_value where team_space_id = space order by sort);
    messages text[] := array(select opening || ' ' || closing from thanks
                             where locale = (select team_space.locale from gracy.team_space where id = space) order by n);
    base bigint := coalesce((select max(id) from gracy.kudos), 0);
    size int := cardinality(people);
begin
    select tz, recognition_policy.points into zone, monthly
    from gracy.team_space join gracy.recognition_policy on team_space_id = team_space.id where team_space.id = space;

    create temporary table gift on commit drop as
    with drawn as (
        select n, slug || '/kudos/' || n as seed, 1 + pg_temp.draw(slug || '/kudos/' || n, size) as giver
        from generate_series(1, wanted * 17 / 10) as n
    ), placed as materialized (
        select drawn.*, (array[1, 1, 2, 3, 5, 10])[1 + pg_temp.draw(seed, 6, 1)] as points,
               greatest(1, pg_temp.draw(seed, 9, 2) - 5) as people_thanked,
               (date_trunc('day', now() at time zone zone) - interval '1 day' * pg_temp.draw(seed, 400, 3)
                + interval '9 hours' + interval '1 second' * pg_temp.draw(seed, 32400, 4)) at time zone zone as at
        from drawn
    ), aimed as materialized (
        -- First stands for the smallest: two gifts to one person in one breath become one.
        select placed.*, array(select people[1 + (giver - 1
                                   + case when pg_temp.draw(seed || '/near', 10) < 6 then 1 + pg_temp.draw(seed || '/' || k, least(30, size - 1))
                                          else 1 + pg_temp.draw(seed || '/' || k, size - 1) end) % size]
                               from generate_series(1, people_thanked) as k group by 1) as recipients
        from placed
        where at < now() and extract(isodow from at at time zone zone) < 6
    )
    select aimed.seed, people[giver] as giver_id, points, recipients, at,
           sum(points * cardinality(recipients)) over
               (partition by giver, date_trunc('month', at at time zone zone) order by at, n) as spent_so_far
    from aimed
    join gracy.member on member.team_space_id = space and member.id = people[giver] and member.hired_on <= aimed.at::date;
    -- In the present month everybody keeps most of it.
    delete from gift where spent_so_far > case when at >= date_trunc('month', now() at time zone zone) at time zone zone
                                               then monthly / 4 else monthly end;
    delete from gift where seed in (select seed from gift order by md5(seed) offset wanted);

    create temporary table numbered on commit drop as
    select base + row_number() over (order by at, seed) as id, gift.* from gift;

    insert into gracy.kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source, created_at, counted_on)
    select space, id, giver_id,
           company_values[1 + least(pg_temp.draw(seed || '/value', cardinality(company_values)),
                                    pg_temp.draw(seed || '/value', cardinality(company_values), 1))],
           messages[1 + pg_temp.draw(seed || '/text', cardinality(messages))], points,
           case when pg_temp.draw(seed || '/seen', 100) < 8 then 'private'
                when pg_temp.draw(seed || '/seen', 100) < 12 then 'anonymous' else 'public' end,
           case when pg_temp.draw(seed || '/seen', 100, 1) < 80 then 'slack' else 'api' end, at,
           (at at time zone zone)::date
    from numbered
    order by id;

    insert into gracy.kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
    select space, numbered.id, recipient.id, recipient.place, points, at
    from numbered, unnest(recipients) with ordinality as recipient(id, place)
    order by numbered.id, recipient.place;
    perform setval(pg_get_serial_sequence('gracy.kudos', 'id'), greatest(1, coalesce(max(numbered.id), base))) from numbered;

    insert into gracy.allowance_period (team_space_id, member_id, period_start, granted, spent)
    select space, giver_id, date_trunc('month', at at time zone zone)::date, monthly, sum(points * cardinality(recipients))
    from numbered
    group by giver_id, date_trunc('month', at at time zone zone);

    -- Now and then a colleague adds a point within a day or two, of what is left of that month's allowance.
    create temporary table added on commit drop as
    with drawn as (
        select numbered.*, people[1 + pg_temp.draw(seed || '/booster', size)] as booster,
               at + interval '1 second' * (600 + pg_temp.draw(seed || '/boosted', 100000)) as boosted_at
        from numbered
        join gracy.kudos on kudos.team_space_id = space and kudos.id = numbered.id and kudos.visibility <> 'private'
        where pg_temp.draw(seed || '/boost', 100) < 20
    ), chosen as (
        select drawn.id, booster, boosted_at, cardinality(recipients) as cost,
               date_trunc('month', boosted_at at time zone zone)::date as period_start
        from drawn
        join gracy.member on member.team_space_id = space and member.id = booster and hired_on <= boosted_at::date
        where boosted_at < now() and booster <> giver_id and booster <> all (recipients)
    )
    select * from (
        select chosen.*, sum(cost) over (partition by booster, chosen.period_start order by boosted_at, id)
                         + coalesce(spent, 0) as spent_so_far
        from chosen
        left join gracy.allowance_period
               on allowance_period.team_space_id = space and member_id = booster
                  and allowance_period.period_start = chosen.period_start) as counted
    where spent_so_far <= monthly;
    insert into gracy.kudos_boost (team_space_id, kudos_id, member_id, points, created_at, counted_on)
    select space, id, booster, 1, boosted_at, (boosted_at at time zone zone)::date from added order by id;
    insert into gracy.allowance_period as period (team_space_id, member_id, period_start, granted, spent)
    select space, booster, added.period_start, monthly, sum(cost)
    from added
    group by booster, added.period_start
    on conflict (team_space_id, member_id, period_start) do update set spent = period.spent + excluded.spent;

    -- A few do not want to be ranked. Then the counters, as they would have grown.
    insert into gracy.leaderboard_opt_out (team_space_id, member_id, since)
    select space, member.id, now() - interval '90 days'
    from gracy.member
    where member.team_space_id = space and pg_temp.draw(slug || '/unranked/' || member.id, 100) < 2;
    insert into gracy.leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
    select team_space_id, member_id, metric, period, period_start, points, gifts, shown
    from gracy.leaderboard_recount where team_space_id = space;
    insert into gracy.recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
    select team_space_id, giver_id, month, receiver_id, gifts, points
    from gracy.recognition_edge_recount where team_space_id = space;
    drop table gift, numbered, added;
end
$$;
