-- An export's life: asked for, written by one attempt at a time, told of, and gone.
begin;
\ir company.inc
set local role gracy_app;
select plan(46);
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

-- Whose job is dead or gone, because its last attempt ended without a word.
create temporary table lost as
select n, (create_export(900001, 7002, 'members', 'csv', null, null, 'r')).id from generate_series(1, 4) as n;
do $$ begin perform begin_export(900001, id) from lost where n <= 3; end $$;
update job set state = 'dead' from lost where kind = 'exports.write' and dedupe_key = '900001/' || lost.id and n = 1;
delete from job using lost where kind = 'exports.write' and dedupe_key = '900001/' || lost.id and n in (2, 4);
select ok(settle_exports(100000) >= 3, 'exports that no job will write end');
select is((select array_agg(export.state order by n) from lost join export_job export on export.team_space_id = 900001 and export.id = lost.id),
          '{failed,failed,running,failed}', 'but not one that still has its job');
select is((select array_agg(n order by n) from member_notice notice join lost on notice.subject_id = lost.id::text
           where notice.team_space_id = 900001 and notice.member_id = 7002 and notice.kind = 'export.failed'), '{1,2,4}', 'and who asked is told');
select is(settle_exports(100000), 0, 'once');
select is((begin_export(900001, id)).outcome, 'gone', 'nor does the dead job write it when it is tried again') from lost where n = 1;

-- What who asked might do then goes with the job, and an export that runs is the same one only for the same.
create temporary table limited as select * from create_export(900001, 7005, 'members', 'csv', null, null, 'r', 5);
create temporary table unlimited as select * from create_export(900001, 7005, 'members', 'csv', null, null, 'r');
select is((select scopes from export_job where team_space_id = 900001 and export_job.id = limited.id), 5::bigint, 'an export knows what who asked for it might do') from limited;
select is((select scopes from take_export(900001, limited.id)), 5::bigint, 'which its writer is told') from limited;
select is((select row(outcome, scopes)::text from take_export(900001, unlimited.id)), '(ok,)', 'a server of the release before does not say it') from unlimited;
create temporary table narrow as select * from begin_member_export(900001, 7003, 'ndjson', 1, 'r', 4);
select isnt((select narrow.id from narrow), (select begun.id from begun), 'who may do less gets no file of who may do more');
select is((begin_member_export(900001, 7003, 'ndjson', 1, 'r', 4)).id, narrow.id, 'but the one that is written for the same') from narrow;

-- The file about one member.
create temporary table asked as select * from ask_member_file(900001, 7101, 7002, 'k', '\x01', 'f1', 7);
select is(outcome, 'ok', 'a file about a member is asked for') from asked;
select is((select row(dataset, format, requester_id, subject_id, scopes)::text from export_job where team_space_id = 900001 and id = asked.id), '(member,json,7101,7002,7)', 'with whom it is about') from asked;
select is((select row(actor_id, target_kind, target_id, diff)::text from audit_log where team_space_id = 900001 and request_id = 'f1'),
          row(7101, 'member', '7002', jsonb_build_object('export_id', id::text))::text, 'the audit log has both') from asked;
select is((select array_agg(text_ko) from member_notice where team_space_id = 900001 and kind = 'export.member'), (select array_agg(text_ko) from member_notice where member_id = 7002 and kind = 'export.member' and text_ko like '왼손님이 %'), 'and who it is about is told who asked');
select is((select row(outcome, again.id)::text from ask_member_file(900001, 7101, 7002, 'k', '\x01', 'f2', 7) as again), row('replayed', id)::text, 'once') from asked;
select is((ask_member_file(900001, 7101, 7003, 'k', '\x01', 'f3', 7)).outcome, 'ok', 'the key is of this member''s file');
select is((ask_member_file(900001, 7101, 7102, null, null, 'f4', 7)).outcome, 'not_found', 'nobody of another team space');
select is((select array_agg(outcome) from generate_series(1, 4) as n, lateral ask_member_file(900001, 7101, 7002, null, null, 'f5' || n, 7)), '{ok,ok,ok,too_many_exports}', 'five at once are enough');
select is((select array_agg(distinct member_id) from member_notice where team_space_id = 900002 and kind = 'export.member'), null, 'and nobody else is told');
select throws_ok($$ insert into export_job (team_space_id, requester_id, dataset, format) values (900001, 7001, 'member', 'json') $$, '23514', null, 'a file about nobody there is not');
reset role;
update member set left_on = current_date - 1 where team_space_id = 900001 and id = 7004;
set local role gracy_app;
select is((ask_member_file(900001, 7001, 7004, null, null, 'f6', 7)).outcome, 'ok', 'of a leaver, too');
select is((select outcome from erase_member(900001, 7101, 7004, '최떠남', 'f7')), 'ok', 'who is erased');
select is((select count(*) from export_job where team_space_id = 900001 and subject_id = 7004), 0::bigint, 'takes the file along');
select is((ask_member_file(900001, 7001, 7004, null, null, 'f8', 7)).outcome, 'erased', 'and there will be none any more');
select * from finish();
rollback;
