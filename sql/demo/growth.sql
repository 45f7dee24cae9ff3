-- Team spaces of 100 and 1,000 people, growth-100 and growth-1000, beside hanbit's 10,000: the benchmark asks each for
-- the same page. With token_hash_100 and token_hash_1000 (hex SHA-256 of an API token) their first member gets a token.
\set ON_ERROR_STOP on
\set QUIET on
\o /dev/null
begin;
set local search_path = gracy;
set local client_min_messages = warning;
\ir people.sql
select pg_temp.make_team_space('growth-' || size, 'Growth ' || size, 'Asia/Seoul', 'ko', null),
       pg_temp.make_departments('growth-' || size, array[
           ['본사', 'Head Office', '인사팀', 'People Team'], ['본사', 'Head Office', '개발팀', 'Engineering'],
           ['사업부', 'Business', '영업팀', 'Sales'], ['사업부', 'Business', '고객성공팀', 'Customer Success']]),
       pg_temp.make_members('growth-' || size, 'growth-' || size || '.example', size, 0, 75, null)
from unnest(array[100, 1000]) as size;
\if :{?token_hash_100}
insert into api_token (team_space_id, member_id, name, prefix, hash, scopes)
select team_space.id, (select min(member.id) from member where member.team_space_id = team_space.id),
       'benchmark', 'grc_live_growth', decode(token.hash, 'hex'), '{*}'
from (values ('growth-100', :'token_hash_100'), ('growth-1000', :'token_hash_1000')) as token(slug, hash)
join team_space on team_space.slug = token.slug;
\endif
commit;
\o
vacuum (analyze) gracy.team_space, gracy.department, gracy.member;
