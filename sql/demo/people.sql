-- Team spaces, departments and people of the demo. Included by demo.sql and growth.sql; everything here is temporary
-- and goes with the session.

-- A number below `bound`, drawn from a name by hashing: the same for ever. `place` picks another six of its 32 digits.
create function pg_temp.draw(name text, bound int, place int default 0) returns int language sql immutable as $$
    select ((('x' || substr(md5(name), 1 + 6 * place, 6))::bit(24)::bigint * bound) >> 24)::int
$$;

create temporary table family_name on commit drop as
select row_number() over () - 1 as n, ko, en
from (values
    -- As often as they are in Korea, roughly.
    ('김', 'Kim'), ('김', 'Kim'), ('김', 'Kim'), ('김', 'Kim'), ('김', 'Kim'), ('김', 'Kim'), ('김', 'Kim'),
    ('이', 'Lee'), ('이', 'Lee'), ('이', 'Lee'), ('이', 'Lee'), ('이', 'Lee'), ('박', 'Park'), ('박', 'Park'), ('박', 'Park'),
    ('최', 'Choi'), ('최', 'Choi'), ('정', 'Jung'), ('정', 'Jung'), ('강', 'Kang'), ('조', 'Cho'), ('윤', 'Yoon'),
    ('장', 'Jang'), ('임', 'Lim'), ('한', 'Han'), ('오', 'Oh'), ('서', 'Seo'), ('신', 'Shin'), ('권', 'Kwon'),
    ('황', 'Hwang'), ('안', 'Ahn'), ('송', 'Song'), ('류', 'Ryu'), ('홍', 'Hong'), ('전', 'Jeon'), ('고', 'Ko'),
    ('문', 'Moon'), ('손', 'Son'), ('양', 'Yang'), ('배', 'Bae'), ('백', 'Baek'), ('허', 'Heo'), ('남궁', 'Namgung'),
    ('선우', 'Sunwoo')) as names(ko, en);

create temporary table given_name on commit drop as
select row_number() over () - 1 as n, ko, en
from (values
    ('민서', 'Minseo'), ('지호', 'Jiho'), ('서연', 'Seoyeon'), ('도윤', 'Doyun'), ('하준', 'Hajun'), ('서준', 'Seojun'),
    ('시우', 'Siwoo'), ('예준', 'Yejun'), ('주원', 'Juwon'), ('지우', 'Jiwoo'), ('건우', 'Gunwoo'), ('우진', 'Woojin'),
    ('현우', 'Hyunwoo'), ('선우', 'Sunwoo'), ('연우', 'Yeonwoo'), ('유준', 'Yujun'), ('정우', 'Jungwoo'), ('승우', 'Seungwoo'),
    ('지훈', 'Jihoon'), ('민준', 'Minjun'), ('준혁', 'Junhyuk'), ('성민', 'Sungmin'), ('재현', 'Jaehyun'), ('동현', 'Donghyun'),
    ('민수', 'Minsu'), ('영호', 'Youngho'), ('철수', 'Chulsoo'), ('상훈', 'Sanghoon'), ('태영', 'Taeyoung'), ('경민', 'Kyungmin'),
    ('서윤', 'Seoyun'), ('지유', 'Jiyu'), ('하은', 'Haeun'), ('하윤', 'Hayun'), ('지민', 'Jimin'), ('수아', 'Sua'),
    ('지아', 'Jia'), ('다은', 'Daeun'), ('예은', 'Yeeun'), ('채원', 'Chaewon'), ('소율', 'Soyul'), ('예린', 'Yerin'),
    ('수빈', 'Subin'), ('은지', 'Eunji'), ('혜진', 'Hyejin'), ('미경', 'Mikyung'), ('영희', 'Younghee'), ('유나', 'Yuna'),
    ('나연', 'Nayeon'), ('가은', 'Gaeun'), ('보라', 'Bora'), ('하늘', 'Haneul'), ('슬기', 'Seulgi'), ('아름', 'Areum'),
    ('별', 'Byul'), ('솔', 'Sol'), ('준', 'Jun'), ('빛나', 'Bitna'), ('은성', 'Eunsung'), ('찬희', 'Chanhee'),
    ('규리', 'Gyuri'), ('태민', 'Taemin'), ('소희', 'Sohee'), ('윤호', 'Yunho')) as names(ko, en);

create temporary table english_first on commit drop as
select row_number() over () - 1 as n, name
from unnest(string_to_array('Emily James Sofia Daniel Olivia Lucas Ava Noah Mia Ethan Chloe Liam Grace Oliver Hannah '
    'Samuel Zoe Henry Nora Jack Ella Leo Lucy Adam Ruby Oscar Alice Max Clara Felix Ivy Hugo Maya Theo Anna Marcus '
    'Julia Victor Elena Simon Priya Arjun Mei Kenji Fatima Omar Ines Pablo', ' ')) as name;
create temporary table english_last on commit drop as
select row_number() over () - 1 as n, name
from unnest(string_to_array('Carter Bennett Fischer Morales Nguyen Patel Brown Garcia Rossi Novak Schmidt Dubois Silva '
    'Andersson Walker Hughes Cooper Reed Bailey Murphy Foster Sanders Price Long Ross Powell Jenkins Perry Butler '
    'Barnes Fisher Coleman Simmons Tanaka Khan Santos Larsen Kowalski O''Brien Haddad', ' ')) as name;

analyze family_name, given_name, english_first, english_last;

create function pg_temp.make_team_space(slug text, name text, tz text, locale text, monthly_points int) returns bigint
language sql as $$
    insert into gracy.team_space (slug, name, tz, locale, created_at)
    values (slug, name, tz, locale, now() - interval '9 years');
    update gracy.recognition_policy set points = monthly_points
    from gracy.team_space
    where team_space.slug = make_team_space.slug and team_space_id = team_space.id and monthly_points is not null;
    select id from gracy.team_space where team_space.slug = make_team_space.slug;
$$;

create function pg_temp.team_space(slug text) returns bigint language sql stable as $$
    select id from gracy.team_space where team_space.slug = $1
$$;

-- Rows of (division, its English name, team, its English name); teams of one division are neighbours.
create function pg_temp.make_departments(slug text, teams text[][]) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    root bigint;
    division bigint;
    division_name text := '';
    team text[];
begin
    insert into gracy.department (team_space_id, name) select space, name from gracy.team_space where id = space
    returning id into root;
    foreach team slice 1 in array teams loop
        if team[1] <> division_name then
            division_name := team[1];
            insert into gracy.department (team_space_id, parent_id, name, name_en) values (space, root, team[1], team[2])
            returning id into division;
        end if;
        insert into gracy.department (team_space_id, parent_id, name, name_en) values (space, division, team[3], team[4]);
    end loop;
end
$$;

-- `count` people who work there and `left_count` who did, `korean` percent of them with Korean names; `known` are
-- (name, English name) of the first ones. People of a team have neighbouring ids. Its first is the head; the seventh
-- and every twelfth after that lead a part, whose people report to them; heads report to the fifth member (or the first, in a
-- small company), who reports to nobody.
create function pg_temp.make_members(slug text, domain text, count int, left_count int, korean int, known text[][])
returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    total int := count + left_count;
    top int := case when count >= 100 then 5 else 1 end;
    base bigint := coalesce((select max(id) from gracy.member), 0);
    teams bigint[] := array(select id from gracy.department team where team.team_space_id = space
                            and not exists (select from gracy.department child
                                            where child.team_space_id = space and child.parent_id = team.id)
                            order by id);
begin
    create temporary table person on commit drop as
    with drawn as (
        select n, slug || '/' || n as seed,
               coalesce(known[n][1] ~ '[가-힣]', pg_temp.draw(slug || '/' || n, 100) < korean) as is_korean,
               least((n - 1) * cardinality(teams)::bigint / total + 1, cardinality(teams))::int as team
        from generate_series(1, total) as n
    ), named as (
        select drawn.*,
               coalesce(known[drawn.n][1], case when is_korean then family.ko || given.ko else first.name || ' ' || last.name end) as name,
               case when drawn.n <= coalesce(array_length(known, 1), 0) then known[drawn.n][2]
                    when is_korean and pg_temp.draw(seed || '/en', 100) < 60 then given.en || ' ' || family.en end as name_en,
               lower(case when drawn.n <= coalesce(array_length(known, 1), 0) then coalesce(known[drawn.n][2], known[drawn.n][1])
                          when is_korean then given.en || ' ' || family.en else first.name || ' ' || last.name end) as romanised
        from drawn
        join family_name family on family.n = pg_temp.draw(seed, (select count(*)::int from family_name), 1)
        join given_name given on given.n = pg_temp.draw(seed, (select count(*)::int from given_name), 2)
        join english_first first on first.n = pg_temp.draw(seed, (select count(*)::int from english_first), 3)
        join english_last last on last.n = pg_temp.draw(seed, (select count(*)::int from english_last), 4)
    )
    select n, seed, name, name_en, is_korean, team,
           (row_number() over (partition by team order by n) - 1)::int as place,
           first_value(n) over (partition by team order by n) as head,
           translate(replace(romanised, ' ', '.'), '''', '')
               || coalesce(nullif(row_number() over (partition by romanised order by n), 1)::text, '') as local_part,
           case when n <= 5 then 'active'
                when n > count then 'left'
                when pg_temp.draw(seed || '/status', 100) < 2 then 'on_leave'
                when pg_temp.draw(seed || '/status', 100) < 3 then 'invited'
                else 'active' end as status,
           (now() - interval '1 day' * (30 + pg_temp.draw(seed || '/hired', 2900)))::date as hired_on
    from named;

    insert into gracy.member (team_space_id, id, name, name_en, email, title, department_id, manager_id, status, hired_on,
                              left_on, locale, skills, created_at, updated_at)
    select space, base + n, name, name_en, local_part || '@' || domain,
           case when n = top then case when is_korean then '대표이사' else 'Chief Executive' end
                when place = 0 then case when is_korean then '팀장' else 'Head of Team' end
                when place % 12 = 6 then case when is_korean then '파트장' else 'Part Lead' end
                when is_korean then (array['사원', '사원', '대리', '대리', '과장', '차장', '부장'])[1 + pg_temp.draw(seed || '/title', 7)]
                else (array['Associate', 'Specialist', 'Engineer', 'Senior Engineer', 'Consultant', 'Analyst', 'Coordinator'])
                     [1 + pg_temp.draw(seed || '/title', 7)] end,
           teams[team],
           base + nullif(case when n = top then null
                              when place = 0 then top
                              when place % 12 = 6 or place < 6 then head
                              else head + place - (place - 6) % 12 end, n),
           status, hired_on,
           case when status = 'left' then least(hired_on + 30 + pg_temp.draw(seed || '/left', 900), now()::date - 1) end,
           case when not is_korean and korean > 50 then 'en' end,
           -- Two thirds say what they can, in one language or both.
           array(select distinct (array['회계', '협상', '데이터 분석', '프로젝트 관리', '품질 관리', '공정 설계', '디자인', '통역', '채용', '노무',
                                        'SQL', 'Python', 'C++', 'Excel', 'PLC', 'SAP', 'Figma', 'English', '日本語', 'Data Analysis'])
                                 [1 + pg_temp.draw(seed || '/skill' || k, 20)]
                 from generate_series(1, pg_temp.draw(seed || '/skills', 6) - 1) as k),
           hired_on, hired_on
    from person
    order by n;
    perform setval(pg_get_serial_sequence('gracy.member', 'id'), base + total);

    -- The first known person runs HR, the one on top owns the team space, the fourth reads.
    insert into gracy.role_grant (team_space_id, member_id, role)
    select space, base + n, role
    from (values (1, 'admin'), (top, 'owner'), (4, 'hr_reader')) as grants(n, role)
    where n <= count;
    drop table person;
end
$$;

-- An installation, and a Slack user U0<code><number> for every member who did not leave long ago.
create function pg_temp.make_slack(slug text, team text, code text) returns void language sql as $$
    insert into gracy.slack_installation (team_space_id, app_id, team_id, bot_user_id, scopes)
    values (pg_temp.team_space(make_slack.slug), 'A0GRACY001', team, 'U0' || code || 'BOT',
            '{chat:write,commands,im:write,users:read,users:read.email}');
    insert into gracy.slack_user (team_id, user_id, team_space_id, is_bot)
    values (team, 'U0' || code || 'BOT', pg_temp.team_space(make_slack.slug), true);
    insert into gracy.slack_user (team_id, user_id, team_space_id, member_id, deleted, tz)
    select team, 'U0' || code || lpad((row_number() over (order by member.id))::text, 6, '0'), member.team_space_id,
           member.id, member.status = 'left', team_space.tz
    from gracy.member
    join gracy.team_space on team_space.id = member.team_space_id
    where member.team_space_id = pg_temp.team_space(make_slack.slug)
$$;

-- Rows of (place, its English name, time zone or null, departments that are there as a regular expression); who is in no
-- such department is in one of the first `shared` places. People abroad live by their place's time.
create function pg_temp.make_places(slug text, places text[][], shared int) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    first_id bigint;
begin
    for place in 1 .. array_length(places, 1) loop
        insert into gracy.location (team_space_id, name, name_en, tz)
        values (space, places[place][1], places[place][2], places[place][3]);
    end loop;
    select min(id) into first_id from gracy.location where team_space_id = space;
    update gracy.member
    set location_id = chosen.location_id, tz = chosen.tz
    from (select person.id, location.id as location_id, location.tz
          from gracy.member person
          join gracy.location on location.team_space_id = space
               and location.id = first_id - 1 + coalesce(
                   (select min(place) from generate_series(1, array_length(places, 1)) as place
                    where person.department_name ~ places[place][4]),
                   1 + pg_temp.draw(slug || '/' || person.email || '/place', shared))
          where person.team_space_id = space) as chosen
    where member.team_space_id = space and member.id = chosen.id;
end
$$;

-- Nine of ten say when they were born, older Koreans often by the lunar calendar; two of three want to be congratulated.
create function pg_temp.make_birthdays(slug text) returns void language sql as $$
    update gracy.member
    set birth_year = drawn.year, birth_month = drawn.month,
        birth_day = 1 + pg_temp.draw(drawn.seed || '/day', case when drawn.lunar then 29 when drawn.month = 2 then 29
                                                               when drawn.month in (4, 6, 9, 11) then 30 else 31 end),
        birth_lunar = drawn.lunar, celebrates_birthday = pg_temp.draw(drawn.seed || '/celebrates', 100) < 67
    from (select id, email as seed, 1963 + pg_temp.draw(email || '/year', 40) as year,
                 1 + pg_temp.draw(email || '/month', 12) as month,
                 name ~ '[가-힣]' and pg_temp.draw(email || '/year', 40) < 15 and pg_temp.draw(email || '/lunar', 100) < 50 as lunar
          from gracy.member
          where team_space_id = pg_temp.team_space(slug) and pg_temp.draw(email || '/birthday', 100) < 90) as drawn
    where member.team_space_id = pg_temp.team_space(slug) and member.id = drawn.id
$$;

-- Rows of (team, its English name, how many percent of those who work there are in it). The first to be in it leads it.
create function pg_temp.make_teams(slug text, teams text[][]) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    made bigint;
    team text[];
begin
    foreach team slice 1 in array teams loop
        insert into gracy.team (team_space_id, name, name_en) values (space, team[1], team[2]) returning id into made;
        insert into gracy.team_member (team_space_id, team_id, member_id, role)
        select space, made, id, case when row_number() over (order by id) = 1 then 'lead' else 'member' end
        from gracy.member
        where team_space_id = space and status <> 'left'
              and pg_temp.draw(email || '/' || team[1], 100) < team[3]::int;
    end loop;
end
$$;
