-- The queue: leases, attempts, dead letters, the clock.
begin;
set local role gracy_app;
\i :statements
delete from job;
delete from cron_run;
select plan(46);

create function pg_temp.call(query text) returns text language plpgsql as $$
declare
    line record;
    found text[] := '{}';
begin
    for line in execute 'execute ' || query loop
        found := found || line::text;
    end loop;
    return array_to_string(found, ' ');
end
$$;
create function pg_temp.first_job() returns bigint language sql as $$ select min(id) from job $$;

select isnt(pg_temp.call($$"jobs/enqueue_job"('a', '{"n":1}', null, 'bulk', 'once', 3)$$), '()', 'a job is queued');
select is(pg_temp.call($$"jobs/enqueue_job"('a', '{"n":2}', null, 'bulk', 'once', 3)$$), '()', 'its like is not');
select isnt(pg_temp.call($$"jobs/enqueue_job"('b', '{}', null, 'bulk', 'once', 3)$$), '()', 'another kind may use the key');
select isnt(pg_temp.call($$"jobs/enqueue_job"('a', '{}', now() + interval '1 hour', 'bulk', null, 3)$$), '()', 'a job for later');
select throws_ok($$ execute "jobs/enqueue_job"('a', '{not json', null, 'bulk', null, 3) $$, '22P02', null, 'a payload is JSON');

select is(pg_temp.call($$"jobs/take_jobs"('interactive', '{a,b}', 10, 60, 'w1')$$), '', 'lanes are apart');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$),
          format('(%s,a,"{""n"":1}",1,3)', pg_temp.first_job()), 'what is due and of a kind asked for is taken');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w2')$$), '', 'once');
select is(pg_temp.call(format('"jobs/finish_job"(%s, ''w2'')', pg_temp.first_job())), '(f)', 'only its holder ends it');
select is(pg_temp.call(format('"jobs/extend_job_lease"(%s, ''w2'', 60)', pg_temp.first_job())), '(f)', 'or keeps it');
select is(pg_temp.call(format('"jobs/extend_job_lease"(%s, ''w1'', 600)', pg_temp.first_job())), '(t)', 'the holder does');
update job set available_at = now() where id = pg_temp.first_job();
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w2')$$),
          format('(%s,a,"{""n"":1}",2,3)', pg_temp.first_job()), 'a lease that ran out is due again');
select is(pg_temp.call(format('"jobs/finish_job"(%s, ''w1'')', pg_temp.first_job())), '(f)', 'and its old holder too late');
select is(pg_temp.call(format('"jobs/fail_job"(%s, ''w2'', ''boom'', 0, false)', pg_temp.first_job())), '(queued)', 'a failure puts it back');
select is((select last_error from job where id = pg_temp.first_job()), 'boom', 'with its reason');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$),
          format('(%s,a,"{""n"":1}",3,3)', pg_temp.first_job()), 'for its last attempt');
update job set available_at = now() where id = pg_temp.first_job();
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$), '', 'that which kills its worker each time');
select is((select state || ': ' || last_error from job where id = pg_temp.first_job()), 'dead: boom; the lease ended without a result', 'dies');
select is(pg_temp.call(format('"jobs/retry_dead_job"(%s)', pg_temp.first_job())), '(t)', 'an operator revives it');
select is(pg_temp.call(format('"jobs/retry_dead_job"(%s)', pg_temp.first_job())), '(f)', 'once');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$),
          format('(%s,a,"{""n"":1}",1,3)', pg_temp.first_job()), 'with all its attempts');
select is(pg_temp.call(format('"jobs/give_back_job"(%s, ''w2'')', pg_temp.first_job())), '(f)', 'only its holder puts it back');
select is(pg_temp.call(format('"jobs/give_back_job"(%s, ''w1'')', pg_temp.first_job())), '(t)', 'whose worker is stopped');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$),
          format('(%s,a,"{""n"":1}",1,3)', pg_temp.first_job()), 'at once, and without the attempt');
select is(pg_temp.call(format('"jobs/postpone_job"(%s, ''w2'', ''away'', 0, 86400)', pg_temp.first_job())), '', 'only its holder postpones it');
select is(pg_temp.call(format('"jobs/postpone_job"(%s, ''w1'', ''away'', 0, 86400)', pg_temp.first_job())), '(queued)', 'what could not be tried waits');
select is((select (attempts, available_at > now(), last_error)::text from job where id = pg_temp.first_job()), '(0,t,away)', 'a little, without the attempt');
update job set available_at = now(), created_at = now() - interval '3 hours' where id = pg_temp.first_job();
select isnt(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$), '', 'until it is taken again');
select is(pg_temp.call(format('"jobs/postpone_job"(%s, ''w1'', ''away'', 0, 60)', pg_temp.first_job())), '(queued)', 'and waits for longer');
select is((select (attempts, available_at between now() + interval '30 seconds' and now() + interval '60 seconds')::text from job
           where id = pg_temp.first_job()), '(1,t)', 'the attempt counts once its patience is over');
update job set available_at = now(), attempts = 2 where id = pg_temp.first_job();
select isnt(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$), '', 'for its last attempt');
select is(pg_temp.call(format('"jobs/postpone_job"(%s, ''w1'', ''away'', 0, 60)', pg_temp.first_job())), '(dead)', 'after which it dies');
select is(pg_temp.call($$"jobs/retry_dead_jobs"('b')$$), '(0)', 'an operator revives those of a kind');
select is(pg_temp.call($$"jobs/retry_dead_jobs"('a')$$), '(1)', 'all of them');
select is(pg_temp.call($$"jobs/take_jobs"('bulk', '{a}', 10, 60, 'w1')$$),
          format('(%s,a,"{""n"":1}",1,3)', pg_temp.first_job()), 'with all their attempts');
select is(pg_temp.call(format('"jobs/fail_job"(%s, ''w1'', ''never'', null, true)', pg_temp.first_job())), '(dead)', 'a failure for good kills at once');
select is(pg_temp.call($$"jobs/count_jobs"$$), '(dead,bulk,1,0) (queued,bulk,2,0)', 'the counts say so, and that nothing has been due for long');

select is(pg_temp.call($$"jobs/claim_cron_slot"('daily', 0, '2026-11-20 12:30+09')$$), '(t)', 'a slot is claimed');
select is(pg_temp.call($$"jobs/claim_cron_slot"('daily', 0, '2026-11-20 12:30+09')$$), '(f)', 'once');
select isnt(pg_temp.call($$"jobs/fire_cron_slot"('weekly', 1, '2026-11-20 12:30+09', 'c', '{}', 'bulk', 3)$$), '()', 'a slot fires');
select is(pg_temp.call($$"jobs/fire_cron_slot"('weekly', 1, '2026-11-20 12:30+09', 'c', '{}', 'bulk', 3)$$), '()', 'once');
insert into job (kind, lane, payload, state, available_at, max_attempts, finished_at)
select kind, 'l', '{}', state, now(), 1, now() from (values ('dropped', 'dead'), ('dropped', 'dead'), ('dropped', 'done'), ('kept', 'dead')) as job(kind, state);
select is(pg_temp.call(format('"jobs/drop_dead_job"(%s)', (select min(id) from job where kind = 'dropped' and state = 'done'))), '()', 'what is not dead is not dropped');
select is(pg_temp.call(format('"jobs/drop_dead_job"(%s)', (select min(id) from job where kind = 'dropped' and state = 'dead'))), '(dropped)', 'one dead job is dropped');
select is(pg_temp.call('"jobs/drop_dead_jobs"(''dropped'')'), '(1)', 'or all of a kind');
select is(pg_temp.call('"jobs/drop_dead_jobs"(''dropped'')'), '(0)', 'once');
select is((select array_agg(kind || ' ' || state order by kind) from job where kind in ('dropped', 'kept')), array['dropped done', 'kept dead'], 'and nothing else');
select * from finish();
rollback;
