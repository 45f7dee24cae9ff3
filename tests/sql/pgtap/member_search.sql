-- What finds whom.
begin;
\ir company.inc
insert into member (team_space_id, id, name, name_en, email) overriding system value
values (900001, 7201, '남궁 민수', 'Minsoo Namgung', 'Min.Soo+hr@example.org'),
       (900001, 7202, 'Émile O''Brien', null, 'emile@example.org'),
       (900001, 7203, '수민김', null, 'reverse@example.org'),
       (900001, 7204, '100%_일', null, 'percent@example.org');
select plan(41);

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

-- By the department: whoever works in one that is named like the query.
insert into department (team_space_id, id, parent_id, name, name_en) overriding system value
values (900001, 7301, null, '재무 본부', 'Finance Division'), (900001, 7302, 7301, '회계팀', 'Accounting'), (900002, 7303, null, '재무 본부', 'Finance Division');
create function pg_temp.departments(q text, tree bool default false) returns bigint[] language sql as $$
    select coalesce(array_agg(id order by id), '{}') from unnest(found_departments(900001, q, tree)) as id where id in (7301, 7302, 7303)
$$;
select is(pg_temp.departments('재무'), '{7301}', 'two syllables of a department, of this company');
select is(pg_temp.departments('재'), '{}', 'one is not enough');
select is(pg_temp.departments('본부 재무'), '{7301}', 'words in any order');
select is(pg_temp.departments('재무 회계'), '{}', 'of one department, not of two');
select is(pg_temp.departments('ㅎㄱ'), '{7302}', 'initials');
select is(pg_temp.departments('FINANCE'), '{7301}', 'the English name in any case');
select is(pg_temp.departments('finance', true), '{7301,7302}', 'and what is inside, when the tree counts');
select is(pg_temp.departments('finance@example.org'), '{}', 'an address names no department');
select is(pg_temp.departments('%_'), '{}', 'no sign is a wildcard');
update member set department_id = 7302 where team_space_id = 900001 and id in (7002, 7201);
select is((select array_agg(member.id order by member.id) from member where team_space_id = 900001
           and department_id = any (found_departments(900001, '회계', false))), '{7002,7201}', 'so its people are found');
select is((select array_agg(member.id order by member.id) from member where team_space_id = 900001
           and department_id = any (found_departments(900001, '재무', false))), null, 'and nobody where nobody works');
select * from finish();
rollback;
