-- The demo data set: three team spaces with more than a year of life in them. The same every time (nothing is drawn
-- from random(); only dates follow now()), loaded once into a migrated, empty database:
--
--   psql -d gracy -f sql/demo/demo.sql                   10,400 people at hanbit, about 60,000 kudos
--   psql -d gracy -v members=400 -f sql/demo/demo.sql    the same in small, for tests
--
-- Nobody can log in before credentials.sql.
\set ON_ERROR_STOP on
\if :{?members}
\else
    \set members 10000
\endif
\set QUIET on
\o /dev/null
begin;
set local search_path = gracy;
set local client_min_messages = warning;
set local synchronous_commit = off;
set local jit = off;
\ir people.sql
\ir recognition.sql
\ir mood.sql
\ir surveys.sql
\ir celebrations.sql
\ir coffee.sql
\ir announcements.sql

-- hanbit: large, Korean, with English-speaking offices. The first five people are fixed: tests and the tour know them.
select pg_temp.make_team_space('hanbit', '한빛전자', 'Asia/Seoul', 'ko', 500);
select pg_temp.make_departments('hanbit', array[
    ['경영지원본부', 'People & Operations', '인사팀', 'People Team'],
    ['경영지원본부', 'People & Operations', '재무팀', 'Finance'],
    ['경영지원본부', 'People & Operations', '법무팀', 'Legal'],
    ['경영지원본부', 'People & Operations', '총무팀', 'Workplace'],
    ['플랫폼본부', 'Platform', '서버개발팀', 'Backend'],
    ['플랫폼본부', 'Platform', '데이터팀', 'Data'],
    ['플랫폼본부', 'Platform', '인프라팀', 'Infrastructure'],
    ['플랫폼본부', 'Platform', '보안팀', 'Security'],
    ['제품본부', 'Product', '프론트엔드팀', 'Frontend'],
    ['제품본부', 'Product', '모바일팀', 'Mobile'],
    ['제품본부', 'Product', '디자인팀', 'Design'],
    ['제품본부', 'Product', '기획팀', 'Product Management'],
    ['사업본부', 'Business', '국내영업팀', 'Domestic Sales'],
    ['사업본부', 'Business', '해외영업팀', 'Global Sales'],
    ['사업본부', 'Business', '마케팅팀', 'Marketing'],
    ['사업본부', 'Business', '고객성공팀', 'Customer Success'],
    ['연구소', 'Research', '반도체연구팀', 'Semiconductors'],
    ['연구소', 'Research', '인공지능연구팀', 'AI Research'],
    ['연구소', 'Research', '소재연구팀', 'Materials'],
    ['생산본부', 'Manufacturing', '수원공장', 'Suwon Plant'],
    ['생산본부', 'Manufacturing', '구미공장', 'Gumi Plant'],
    ['생산본부', 'Manufacturing', '품질관리팀', 'Quality'],
    ['생산본부', 'Manufacturing', '물류팀', 'Logistics'],
    ['해외법인', 'Global Offices', '미국법인', 'US Office'],
    ['해외법인', 'Global Offices', '유럽법인', 'Europe Office']]);
select pg_temp.make_members('hanbit', 'hanbit.example', :members, :members / 25, 75,
    array[['김민서', 'Minseo Kim'], ['이지호', 'Jiho Lee'], ['박서연', 'Seoyeon Park'], ['Emily Carter', null],
          ['정도윤', 'Doyun Jung']]);
select pg_temp.make_places('hanbit', array[
    ['서울 본사', 'Seoul Headquarters', null, '^$'],
    ['판교 캠퍼스', 'Pangyo Campus', null, '^$'],
    ['수원사업장', 'Suwon Site', null, '수원공장|품질관리팀'],
    ['구미사업장', 'Gumi Site', null, '구미공장|물류팀'],
    ['뉴욕 지사', 'New York', 'America/New_York', '미국법인'],
    ['베를린 지사', 'Berlin', 'Europe/Berlin', '유럽법인']], 2);
select pg_temp.make_birthdays('hanbit');
select pg_temp.make_teams('hanbit', array[
    ['한빛 전체', 'Everybody at Hanbit', '100'],
    ['신입 온보딩', 'Onboarding', '6'],
    ['품질 혁신 TF', 'Quality Task Force', '3'],
    ['사내 강사', 'Internal Trainers', '2'],
    ['안전 위원회', 'Safety Committee', '1'],
    ['축구 동호회', 'Football Club', '4'],
    ['독서 모임', 'Book Club', '5'],
    ['접근성 길드', 'Accessibility Guild', '2']]);
select pg_temp.make_values('hanbit', array[
    ['Customer First', '고객우선', '🎯', '고객의 문제에서 시작한다'],
    ['Ownership', '주인의식', '🔑', '내 일처럼 끝까지 책임진다'],
    ['Together', '함께', '🤝', '혼자 빨리보다 함께 멀리 간다'],
    ['Craft', '장인정신', '🛠️', '작은 것도 제대로 만든다'],
    ['Candor', '솔직함', '💬', '어려운 말일수록 먼저, 정중하게 한다'],
    ['Growth', '성장', '🌱', '어제보다 나은 우리를 만든다']]);
select pg_temp.make_slack('hanbit', 'T0HANBIT01', 'HB');
select pg_temp.make_kudos('hanbit', :members * 6);
-- hanbit trusts its people: no limits between two. Tests and the tour thank the same few all day.
update recognition_policy set pair_gifts_a_day = null, pair_percent = null
where team_space_id = pg_temp.team_space('hanbit');
select pg_temp.make_moods('hanbit', least(300, :members / 2));
select pg_temp.make_surveys('hanbit', 1);
select pg_temp.make_celebrations('hanbit', true);
select pg_temp.make_coffee('hanbit', '수요 커피', 'weekly', least(2000, :members / 2), 16);
select pg_temp.make_coffee('hanbit', 'Coffee across teams', 'every_4_weeks', 60, 6);
select pg_temp.release_moods('hanbit');
select pg_temp.make_announcements('hanbit');

-- daybreak: middle-sized, English, with the default allowance.
select pg_temp.make_team_space('daybreak', 'Daybreak Foods', 'America/New_York', 'en', null);
select pg_temp.make_departments('daybreak', array[
    ['Head Office', null, 'People', null], ['Head Office', null, 'Finance', null],
    ['Kitchens', null, 'Brooklyn', null], ['Kitchens', null, 'Queens', null], ['Shops', null, 'Downtown', null]]);
select pg_temp.make_members('daybreak', 'daybreak.example', least(300, :members), least(12, :members / 25), 5,
    array[['Olivia Bennett', null], ['Noah Fischer', null], ['Ava Morales', null]]);
select pg_temp.make_places('daybreak', array[
    ['Manhattan Office', null, null, 'People|Finance'], ['Brooklyn Kitchen', null, null, 'Brooklyn'],
    ['Queens Kitchen', null, null, 'Queens'], ['Downtown Shop', null, null, 'Downtown']], 1);
select pg_temp.make_birthdays('daybreak');
select pg_temp.make_teams('daybreak', array[['Everybody', null, '100'], ['Menu Board', null, '5'], ['Night Bakers', null, '12']]);
select pg_temp.make_values('daybreak', array[
    ['Fresh', null, '🥖', 'We bake it today'], ['Kind', null, '💛', 'Every guest, every colleague'],
    ['Bold', null, '🔥', 'Try it, then taste it']]);
select pg_temp.make_slack('daybreak', 'T0DAYBREAK', 'DB');
select pg_temp.make_kudos('daybreak', least(300, :members) * 5);
select pg_temp.make_celebrations('daybreak', false);
select pg_temp.make_coffee('daybreak', 'Coffee break', 'every_2_weeks', 80, 8);
select pg_temp.make_announcements('daybreak');

-- tiny: one table at lunch.
select pg_temp.make_team_space('tiny', '작은별', 'Asia/Seoul', 'ko', null);
select pg_temp.make_departments('tiny', array[['작은별', 'Little Star', '모두', 'Everybody']]);
select pg_temp.make_members('tiny', 'tiny.example', 12, 0, 90, array[['한소라', 'Sora Han'], ['오하늘', 'Haneul Oh']]);
select pg_temp.make_birthdays('tiny');
select pg_temp.make_values('tiny', array[['Play', '놀이', '🎈', '재미있게 한다']]);
select pg_temp.make_slack('tiny', 'T0TINYSTAR', 'TS');
select pg_temp.make_kudos('tiny', 40);
select pg_temp.make_celebrations('tiny', true);
commit;
\o
vacuum (analyze) gracy.team_space, gracy.department, gracy.location, gracy.member, gracy.member_edge, gracy.team, gracy.team_member,
    gracy.role_grant, gracy.company_value, gracy.allowance_policy,
    gracy.allowance_period, gracy.kudos, gracy.kudos_recipient, gracy.slack_installation, gracy.slack_user,
    gracy.mood_entry;
vacuum (analyze) gracy.holiday, gracy.celebration_occurrence, gracy.coffee_program, gracy.coffee_participant, gracy.coffee_round,
    gracy.coffee_group, gracy.coffee_seat, gracy.coffee_pair;
vacuum (analyze) gracy.announcement, gracy.announcement_recipient, gracy.announcement_delivery;
vacuum (analyze) gracy.recognition_policy, gracy.kudos_boost, gracy.leaderboard_opt_out, gracy.leaderboard,
    gracy.recognition_edge;
