-- A draft of a kudos' message: asked for in the form, shown there when it has come, or after a while.
begin;
\ir company.inc
select plan(12);
insert into assistant_kind (name, version, title_en, title_ko, inputs, output_schema) values ('recognition_draft', 1, 'a', 'a', '[]', '{}')
on conflict (name) do nothing;
set local role gracy_app;
create function pg_temp.ask(recipients bigint[], words text, key text default 'V1/1') returns text language sql as $$
    select outcome from draft_kudos_from_slack('T0LEFT', null, 'U7001', recipients, words, key, '{"view": "give_kudos"}')
$$;
create function pg_temp.task() returns bigint language sql as $$
    select max(id) from assistant_task where team_space_id = 900001 and member_id = 7001
$$;

select is(pg_temp.ask('{}', '배포를 도와줬어요'), 'no_recipient', 'it is for somebody');
select is(pg_temp.ask('{7001}', '배포를 도와줬어요'), 'no_recipient', 'else');
select is(pg_temp.ask('{7002}', '고마'), 'too_short', 'of a few words');
select is(pg_temp.ask('{7002}', '배포를 도와줬어요'), 'ok', 'then it is written');
select is((select input ->> 'recipient' from assistant_task where team_space_id = 900001 and id = pg_temp.task()), '이영희', 'about whom it is for');
select ok((select available_at > now() from job where kind = 'slack.open_view' and dedupe_key = 'draft/900001/' || pg_temp.task()), 'the form hears of it in the end');
select is(pg_temp.ask('{7002}', '배포를 도와줬어요', 'V1/2'), 'ok', 'asked for again it is the same');
select is((select count(*)::int from assistant_task where team_space_id = 900001 and member_id = 7001), 1, 'one');
select is((kudos_draft_in_slack('T0LEFT', null, 'U7001', pg_temp.task())).state, 'queued', 'which is not there yet');
do $$ begin perform finish_assistant_task(900001, pg_temp.task(), 1, '{"message": "고마워요", "about": "배포"}', null, null, null); end $$;
select ok((select available_at <= now() from job where kind = 'slack.open_view' and dedupe_key = 'draft/900001/' || pg_temp.task()), 'the form hears of it at once when it is');
select is((kudos_draft_in_slack('T0LEFT', null, 'U7001', pg_temp.task())).message, '고마워요', 'and shows it');
select is((kudos_draft_in_slack('T0LEFT', null, 'U7002', pg_temp.task())).state, 'none', 'to nobody else');
select * from finish();
rollback;
