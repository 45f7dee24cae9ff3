-- Which version counts on which day, and what is counted with it.
begin;
\ir company.inc
set local role gracy_app;
select plan(28);

select is(outcome, 'ok', 'a policy is made') from create_policy(900001, 7001, '규정', null, 'ko', 'published', '{!규정}', '{}', null, null, 'r');
select is(outcome, 'ok', 'the same in the other team space') from create_policy(900002, 7001, '규정', null, 'ko', 'published', '{!규정}', '{}', null, null, 'r');
create temporary table made as
select (select id from policy_document where team_space_id = 900001) as l, (select id from policy_document where team_space_id = 900002) as r;

create function pg_temp.added(space bigint, document bigint, first date, last date default null, status text default 'published')
returns text language sql as $$
    select concat_ws(' ', outcome, number) from create_policy_version(space, 7001, document, status, first, last, '글', '{제1조}', '{글}', '{=휴가}', null, null, 'r')
$$;
create function pg_temp.in_force(day date) returns text language sql as $$
    select coalesce(string_agg(number::text, ','), 'none') from policy_version where team_space_id = 900001 and in_force @> day
$$;

select is(pg_temp.added(900001, l, '2024-01-01'), 'ok 1', 'a first version') from made;
select is(pg_temp.added(900001, l, '2025-01-01'), 'ok 2', 'a second one') from made;
select is(pg_temp.added(900001, l, '2025-06-01', '2025-08-31'), 'ok 3', 'and one for a summer') from made;
select is(pg_temp.added(900001, l, '2025-07-01', null, 'draft'), 'ok 4', 'and a draft') from made;
select is(pg_temp.added(900001, l, '2025-07-02', '2025-07-01'), 'dates_reversed', 'but none that ends before it begins') from made;
select is(pg_temp.added(900001, r, '2025-07-02'), 'not_found', 'nor one of another team space''s document') from made where r <> l;
select results_eq($$ select day, pg_temp.in_force(day::date) from unnest(array['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01', '2025-06-01', '2025-08-31', '2025-09-01']) as day $$,
                  $$ values ('2023-12-31', 'none'), ('2024-01-01', '1'), ('2024-12-31', '1'), ('2025-01-01', '2'), ('2025-06-01', '3'), ('2025-08-31', '3'), ('2025-09-01', '2') $$,
                  'each day has the version that begins last');
select is(change_policy_version(900001, 7001, l, 4, 0, '{"status": "published"}', null, null, null, 'r'), 'ok', 'the draft is published') from made;
select is(pg_temp.in_force('2025-08-01'), '4', 'and takes over');
select is((select chunks from policy_token where team_space_id = 900001 and token = '=휴가'), 4, 'every chunk in force on some day is counted');
select is(change_policy_version(900001, 7001, l, 4, 0, '{"effective_from": "2025-06-01"}', null, null, null, 'r'), 'ok', 'it begins with the one for the summer') from made;
select is((select chunks from policy_token where team_space_id = 900001 and token = '=휴가'), 3, 'which is in force on no day any more');
select is(change_policy(900001, 7001, l, 1, '{"title": "새 규정"}', '{!새}', null, 'r'), 'ok', 'a title changes') from made;
select results_eq($$ select distinct tokens from policy_chunk where team_space_id = 900001 $$, $$ values (array['=휴가', '!새']) $$, 'in every chunk');
select is(change_policy(900001, 7001, l, 1, '{"title": "x"}', '{!x}', null, 'r'), 'version_mismatch', 'once for each version') from made;
select results_eq($$ select token::text collate "default" from policy_token where team_space_id = 900001 and chunks <> 0 order by token $$, $$ values (''), ('!새'), ('=휴가') $$, 'and in what is counted');
create temporary table left_alone as select id, ctid as place from policy_chunk where team_space_id = 900001 and version_number < 4;
select is(change_policy_version(900001, 7001, l, 4, 0, '{"body": "새 글"}', '{제1조}', '{새 글}', '{=새글}', 'r'), 'ok', 'a text changes') from made;
select is((select count(*)::int from policy_chunk chunk join left_alone before on before.id = chunk.id where chunk.team_space_id = 900001 and chunk.ctid = before.place), 3, 'and the chunks of other versions are not touched');
select results_eq($$ select token::text collate "default", chunks from policy_token where team_space_id = 900001 and token like '=%' order by token $$, $$ values ('=새글', 1), ('=휴가', 2) $$, 'what is counted is the new text');
select is(delete_policy_version(900001, 7001, l, 4, 0, 'r'), 'ok', 'the last version is deleted') from made;
select is(pg_temp.added(900001, l, '2025-07-01'), 'ok 5', 'its number is not given out again') from made;
select is((select version from policy_document where team_space_id = 900001), 2, 'and numbering is no change of the document');
select is(change_policy(900001, 7001, l, 0, '{"status": "archived"}', null, null, 'r'), 'ok', 'it is archived') from made;
select is((select sum(chunks) from policy_token where team_space_id = 900001), 0::bigint, 'and nothing of it is counted');
select is(delete_policy(900001, 7001, l, 0, 'r'), 'ok', 'it is deleted') from made;
select is((select count(*) from policy_chunk where team_space_id = 900001), 0::bigint, 'with its chunks');
select * from finish();
rollback;
