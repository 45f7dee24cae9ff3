-- What finds whom.
begin;
\ir company.inc
insert into member (team_space_id, id, name, name_en, email) overriding system value
values (900001, 7201, '남궁 민수', 'Minsoo Namgung', 'Min.Soo+hr@example.org'),
       (900001, 7202, 'Émile O''Brien', null, 'emile@example.org'),
       (900001, 7203, '수민김', null, 'reverse@example.org'),
       (900001, 7204, '100%_일', null, 'percent@example.org');
select plan(30);

create function pg_temp.found(q text) returns bigint[] language sql as $$
    select coalesce(array_agg(id order by id), '{}')
    from member
    where team_space_id = 900001 and id > 7000
          and search_grams @> member_query_grams(q) and search_text ~ all (member_query_patterns(q))
          and email_key ^@ all (member_query_addresses(q))
$$;
select is(pg_temp.found('김'), '{7001,7203}', 'one syllable, wherever it is');
select is(pg_temp.found('민수'), '{7001,7201}', 'two syllables');
select is(pg_temp.found('김민수'), '{7001}', 'a whole name, in its order');
select is(pg_temp.found('수민김'), '{7203}', 'its order and no other');
select is(pg_temp.found('민수 김'), '{7001}', 'words in any order, each of them found');
select is(pg_temp.found('남궁민수'), '{7201}', 'a name written with a space, without it');
select is(pg_temp.found('ㄱㅁㅅ'), '{7001,7201}', 'initials, at the beginning or inside');
select is(pg_temp.found('ㅁㅅ'), '{7001,7201}', 'initials from the middle');
select is(pg_temp.found('ㄴㄱㅁㅅ'), '{7201}', 'initials across a space');
select is(pg_temp.found('ㄱ'), '{7001,7006,7201,7203}', 'one initial');
select is(pg_temp.found('김ㅁㅅ'), '{7001}', 'a syllable and initials');
select is(pg_temp.found('김민ㅅ'), '{7001}', 'as it is while typing');
select is(pg_temp.found('ㄱ민수'), '{7001,7201}', 'initials first');
select is(pg_temp.found('ㄳ'), '{}', 'a consonant cluster is two initials, which nobody has');
select is(pg_temp.found('ㅂㅊㅅ'), '{7003}', 'while these somebody has');
select is(pg_temp.found(normalize('김민수', nfd)), '{7001}', 'decomposed, as a Mac sends it');
select is(pg_temp.found('MINSU'), '{7001}', 'an English name in any case');
select is(pg_temp.found('min.soo+'), '{7201}', 'an e-mail address, its signs as they are');
select is(pg_temp.found('lee younghee'), '{7002}', 'words of an English name');
select is(pg_temp.found('émile'), '{7202}', 'letters with accents');
select is(pg_temp.found('o''brien'), '{7202}', 'an apostrophe');
select is(pg_temp.found('%_'), '{7204}', 'no sign is a wildcard');
select is(pg_temp.found('.*'), '{}', 'nor a regular expression');
select is(pg_temp.found('Min.Soo+hr@Example.org'), '{7201}', 'a whole address');
select is(pg_temp.found('min.soo+hr@ex'), '{7201}', 'or the beginning of one');
select is(pg_temp.found('min.soo+hr@example.com'), '{}', 'and no other');
select is(pg_temp.found('@example.org'), '{}', 'nor everybody of a domain');
select is(pg_temp.found('example'), '{}', 'not the domain of an address');
select is(member_query_grams('  '), '{}', 'blanks have no grams');
select is(member_query_patterns('abc.d'), array['abc\.d'], 'what is special in a pattern is escaped');
select * from finish();
rollback;
