-- Sentences with words that are only known at run time; tests/unit/base has the same words for C++.
begin;
select plan(14);

create function pg_temp.with(pair text, variadic words text[]) returns text language sql as $$
    select string_agg(gracy.korean_particle(word, pair), ' ' order by place) from unnest(words) with ordinality as named(word, place)
$$;
select is(pg_temp.with('은/는', '협업', '배려', '협업!', '''배려''', '도전 🚀', '(team)', '성장 2)'), '은 는 은 는 은 은 는', 'Hangul, past what is not read');
select is(pg_temp.with('이/가', '도전', '신뢰'), '이 가', 'of every pair');
select is(pg_temp.with('은/는', variadic array(select generate_series(0, 9)::text)), '은 은 는 은 는 는 은 은 은 는', 'digits');
select is(pg_temp.with('은/는', 'teamwork', 'speed', 'care', 'trust', 'growth', 'great', 'support', 'blog', 'value', 'A', 's'),
          '는 는 는 는 는 는 는 는 는 는 는', 'English words that end in a vowel');
select is(pg_temp.with('은/는', 'team', 'goal', 'learning', 'feedback', 'web', 'job', 'tip', 'market', 'book', 'time', 'people', 'TEAM', 'L', 'n'),
          '은 은 은 은 은 은 은 은 은 은 은 은 은 은', 'and that do not');
select is(pg_temp.with('으로/로', '서울', 'mail', 'people', '1', '7', '8', '2', 'L', 'r', '부서'), '로 로 로 로 로 로 로 로 로 로', '로 after ㄹ');
select is(pg_temp.with('으로/로', '본문', 'team', '0', '3', '100', 'mina@example.com'), '으로 으로 으로 으로 으로 으로', 'and 으로');
select is(pg_temp.with('을/를', '🚀', ''), '을' || '(를) 을' || '(를)', 'open when nothing can be read');

select is(gracy.counted(1, 'point') || ', ' || gracy.counted(0, 'point') || ', ' || gracy.counted(12, 'point'), '1 point, 0 points, 12 points', 'numbers');
select is(gracy.name_in('en', '김민수', 'Minsu Kim') || gracy.name_in('en', '김민수', null) || gracy.name_in('ko', '김민수', 'Minsu Kim'),
          'Minsu Kim김민수김민수', 'names');
select is(gracy.clock_time('2026-11-25 03:30Z', 'Asia/Seoul', 'ko'), '2026년 11월 25일 (수) 오후 12:30', 'noon in Korean');
select is(gracy.clock_time('2026-11-25 03:30Z', 'Asia/Seoul', 'en'), 'Wed, Nov 25, 2026, 12:30 PM', 'and in English');
select is(gracy.clock_time('2026-11-30 15:05Z', 'Asia/Seoul', 'ko') || '|' || gracy.clock_time('2026-11-30 15:05Z', 'Asia/Seoul', 'en'),
          '2026년 12월 1일 (화) 오전 12:05|Tue, Dec 1, 2026, 12:05 AM', 'midnight');
select is(gracy.kudos_words('Reacted with :rocket: to a message in Slack', 'ko') || '|' || gracy.kudos_words('Slack 메시지에 :rocket: 반응을 남겼어요', 'en')
              || '|' || gracy.kudos_words('고마워요', 'en'),
          'Slack 메시지에 :rocket: 반응을 남겼어요|Reacted with :rocket: to a message in Slack|고마워요', 'a reaction''s words are the reader''s');
select * from finish();
rollback;
