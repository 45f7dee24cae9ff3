-- Who hears of kudos, however they were given.
begin;
\ir company.inc
select plan(19);
set local role gracy_app;

create function pg_temp.told(member bigint) returns setof text language sql as $$
    select text_en from member_notice where team_space_id = 900001 and member_id = member order by id
$$;
create temp table gift as
select (give_kudos(900001, 7001, '{7002,7003}', 'Customer First', 3, '고마워요', 'public', 'one', '\x01')).kudos_id as id;
select results_eq('select pg_temp.told(7002)', $$ values ('Minsu Kim thanked you (Customer First, 3 points): 고마워요') $$, 'who receives kudos over the API is told');
select is((select text_ko from member_notice where team_space_id = 900001 and member_id = 7003), '김민수님이 칭찬을 보냈어요 (고객우선, 3점): 고마워요', 'each of them, in Korean as well');
select is((select array_agg(subject_id) from member_notice where team_space_id = 900001 and member_id = 7002), array[(select id::text from gift)], 'with its address');
select give_kudos(900001, 7001, '{7002,7003}', 'Customer First', 3, '고마워요', 'public', 'one', '\x01');
select is((select count(*) from member_notice where team_space_id = 900001), 2::bigint, 'once');

select give_kudos_from_slack('T0LEFT', null, 'U7001', '{U7005}', '고객우선', 1, '고마워요', 'trigger', '\x01');
select is((select count(*) from pg_temp.told(7005)), 1::bigint, 'who receives them by a command, too');
select give_kudos(900001, 7001, '{7101}', 'Customer First', 1, '고마워요', 'anonymous', null, null);
select results_eq('select pg_temp.told(7101)', $$ values ('Somebody thanked you (Customer First, 1 point): 고마워요') $$, 'of an anonymous gift nobody learns whose it is');
select is((select text_ko from member_notice where team_space_id = 900001 and member_id = 7101), '누군가 칭찬을 보냈어요 (고객우선, 1점): 고마워요', 'in no language');

select boost_kudos(900001, 7101, (select id from gift), 2);
select boost_kudos(900001, 7101, (select id from gift), 2);
select is((select array_agg(member_id order by member_id) from member_notice where team_space_id = 900001 and kind = 'kudos.boosted'),
          '{7001,7002,7003}', 'of more points everybody hears, once');
reset role;
create function pg_temp.notices() returns bigint language sql as $$ select count(*) from member_notice where team_space_id = 900001 $$;
create temporary table before as select pg_temp.notices() as notices;
grant select on before to gracy_app;
set local role gracy_app;
select is((edit_kudos(900001, 7001, (select id from gift), 0, '정말 고마워요')).outcome, 'ok', 'it is put in other words');
select is((select array_agg(text_en || text_ko order by member_id) from member_notice where team_space_id = 900001 and kind = 'kudos.received' and subject_id = (select id::text from gift)),
          array_fill('Minsu Kim thanked you (Customer First, 3 points): 정말 고마워요김민수님이 칭찬을 보냈어요 (고객우선, 3점): 정말 고마워요'::text, array[2]), 'which recipients then read');
select is(pg_temp.notices(), notices, 'and are not told again') from before;
select is((void_kudos(900001, 7001, (select id from gift), 0, null, 'r')).outcome, 'ok', 'it is taken back');
select is((select count(*)::int from member_notice where team_space_id = 900001 and kind = 'kudos.received' and subject_id = (select id::text from gift) and text_en || text_ko like '%고마워요%'), 0,
          'what it said is not read any more');
select is((select array_agg(member_id order by member_id) from member_notice where team_space_id = 900001 and kind = 'kudos.taken_back'),
          '{7002,7003,7101}', 'which recipients hear, and who had added to it');
select ok((select text_en like '%get back: 4.' and text_ko like '%4점을%' from member_notice
           where team_space_id = 900001 and member_id = 7101 and kind = 'kudos.taken_back'), 'with what comes back');
select is((select count(*) from member_notice where team_space_id = 900002), 0::bigint, 'and nobody elsewhere');

-- One that was an insult.
create temp table insult as select (give_kudos(900001, 7001, '{7002}', 'Customer First', 3, '참 대단하시네요', 'public', null, null)).kudos_id as id;
select is((void_kudos(900001, 7003, (select id from insult), 0, 'an insult', 'r')).outcome, 'ok', 'one is taken back by who looks after kudos');
select is((select array_agg(text_en || ' ' || text_ko order by id) from member_notice where team_space_id = 900001 and member_id = 7002 and subject_id = (select id::text from insult)),
          array_fill('A kudos you received was taken back. 받은 칭찬이 취소됐어요.'::text, array[2]), 'and what it said is said by no notice again');
select give_kudos(900001, 7001, '{7003}', 'Customer First', 1, repeat('가', 2000), 'public', 'long', '\x01');
select is((select length(substring(text_en from '가+')) from member_notice where team_space_id = 900001 and member_id = 7003 order by id desc limit 1), 2000, 'all of a long one is told');
select * from finish();
rollback;
