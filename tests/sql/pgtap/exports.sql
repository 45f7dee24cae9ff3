-- An export's life: asked for, written by one attempt at a time, told of, and gone.
begin;
\ir company.inc
set local role gracy_app;
select plan(22);
create temporary table made as select * from create_export(900001, 7001, 'members', 'csv', null, null, 'r');
select is(outcome, 'ok', 'an export is asked for') from made;
select is((select count(*) from job where kind = 'exports.write' and payload ->> 'export_id' = made.id::text), 1::bigint, 'and the worker has its job') from made;
select is((begin_export(900002, id)).outcome, 'gone', 'it is not another team space''s') from made;
select is((begin_export(900001, id)).attempt, 1, 'a first attempt begins') from made;
select ok(write_export_chunk(900001, id, 1, 'one', 10, 20), 'and writes') from made;
select is((begin_export(900001, id)).attempt, 2, 'a second one takes over') from made;
select is((select count(*) from export_chunk where team_space_id = 900001), 0::bigint, 'from the beginning');
select ok(not write_export_chunk(900001, id, 1, 'late', 20, 20), 'the first may write no more') from made;
select ok(not finish_export(900001, id, 1, 'done'), 'nor end it') from made;
select ok(write_export_chunk(900001, id, 2, 'two', 20, 20), 'the second writes') from made;
select ok(finish_export(900001, id, 2, 'done'), 'and ends it') from made;
select is((begin_export(900001, id)).outcome, 'gone', 'there is no third') from made;
select is((select count(*) from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'export.done'), 1::bigint, 'its requester is told');
select is((select array_agg(outcome) from generate_series(1, 6) as n, lateral create_export(900001, 7002, 'kudos', 'csv', 'k' || n, '\x01', 'r')),
          array['ok', 'ok', 'ok', 'ok', 'ok', 'too_many_exports'], 'five at once are enough');
update export_job set state = 'done' where team_space_id = 900001 and requester_id = 7002;
select is((select outcome from create_export(900001, 7002, 'kudos', 'csv', 'k6', '\x01', 'r')), 'ok', 'a refusal did not use the key up');
update export_job set expires_at = now() - interval '1 second' where team_space_id = 900001;
select ok(purge_exports(1000) >= 7, 'and after a day all are gone');

-- An export that is asked for where it is read: sent at once, or written by the worker when there is too much of it.
select is((begin_member_export(900001, 7003, 'csv', 1000, 'r')).outcome, 'stream', 'few members are sent at once');
select is((select array_agg(diff ->> 'format') from audit_log where team_space_id = 900001 and actor_id = 7003 and action = 'export.stream'), array['csv'], 'which the audit log tells');
create temporary table begun as select * from begin_member_export(900001, 7003, 'ndjson', 1, 'r');
select is(outcome, 'job', 'more are written by the worker') from begun;
select is((select count(*) from job where kind = 'exports.write' and payload ->> 'export_id' = begun.id::text), 1::bigint, 'who has its job') from begun;
select is((begin_member_export(900001, 7003, 'ndjson', 1, 'r')).id, id, 'who asks again meanwhile gets the same') from begun;
select is((select array_agg(distinct id) from begin_member_export(900001, 7003, 'csv', 1, 'r') where id <> (select begun.id from begun)) is not null, true, 'and another format is another file');
select * from finish();
rollback;
