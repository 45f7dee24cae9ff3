-- Which version counts on which day, and what is counted with it.
begin;
\ir company.inc
set local role gracy_app;
select plan(46);

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

-- What has been in force stays on record.
create temporary table kept as select id as l from create_policy(900001, 7001, '기록', null, 'ko', 'draft', '{!기록}', '{}', null, null, 'r');
create function pg_temp.changed(number int, changes jsonb) returns text language sql as $$
    select change_policy_version(900001, 7001, l, number, 0, changes, '{제1조}', '{글}', '{=휴가}', 'r') from kept
$$;
create function pg_temp.since(number int) returns int language sql as $$
    select in_force_since - (now() at time zone 'Asia/Seoul')::date from policy_version version, kept
    where team_space_id = 900001 and document_id = l and version.number = $1
$$;
create function pg_temp.a_day_passes() returns void language sql as $$
    update policy_version set in_force_since = in_force_since - 1, effective_from = effective_from - 1 where team_space_id = 900001
$$;
do $$ begin
    perform pg_temp.added(900001, l, '2024-01-01') from kept;
    perform pg_temp.added(900001, l, (now() at time zone 'Asia/Seoul')::date + 2) from kept;
end $$;
select is(pg_temp.since(1), null, 'a version of a document that nobody is shown is in force for nobody');
create temporary table before as select number, version.version from policy_version version, kept where team_space_id = 900001 and document_id = l;
select is(change_policy(900001, 7001, l, 0, '{"status": "published"}', null, null, 'r'), 'ok', 'it is shown') from kept;
select is((select count(*)::int from before join policy_version version using (number, version), kept where team_space_id = 900001 and document_id = l), 2, 'which is no change of its versions');
select is(array[pg_temp.since(1), pg_temp.since(2)], '{0,2}', 'what began long ago counts from today on, what is to begin from its first day on');
select is(pg_temp.changed(1, '{"body": "고친 글"}'), 'ok', 'a mistake of the same day is mended');
select pg_temp.a_day_passes();
select is(pg_temp.changed(1, '{"body": "다른 글"}'), 'was_in_force', 'on the next day the text stays');
select is(pg_temp.changed(1, '{"effective_from": "2025-01-01"}'), 'was_in_force', 'and the first day');
select is(pg_temp.changed(1, '{"body": "고친 글", "status": "published"}'), 'ok', 'what says the same changes nothing');
select is(delete_policy_version(900001, 7001, l, 1, 0, 'r'), 'was_in_force', 'it is not deleted') from kept;
select is(delete_policy(900001, 7001, l, 0, 'r'), 'was_in_force', 'nor with its document') from kept;
select is(pg_temp.changed(1, '{"effective_until": "2099-12-31", "status": "draft"}'), 'ok', 'it can be ended and withdrawn');
select is(pg_temp.changed(1, '{"body": "다른 글"}'), 'was_in_force', 'and is still what it was');
select is(delete_policy_version(900001, 7001, l, 1, 0, 'r'), 'was_in_force', 'where it is') from kept;
select is(pg_temp.changed(2, '{"body": "다른 글"}'), 'ok', 'what is to begin can be changed');
select pg_temp.a_day_passes(), pg_temp.a_day_passes();
select is(pg_temp.changed(2, '{"body": "또 다른 글"}'), 'was_in_force', 'until it has, though nobody touched it then');
select is(pg_temp.changed(2, '{"status": "draft"}'), 'ok', 'when it is withdrawn');
select is(pg_temp.since(2), -1, 'that is remembered');
select is(pg_temp.added(900001, l, '2024-01-01'), 'ok 3', 'a new version is made') from kept;
select * from finish();
rollback;
