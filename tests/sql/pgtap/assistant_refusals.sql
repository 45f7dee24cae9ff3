-- What a model wrote that nobody is shown is kept for an operator, as long as the question.
begin;
\ir company.inc
set local role gracy_app;
\i :statements
select plan(7);

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
create function pg_temp.kept() returns text language sql as $$
    select string_agg(refusal.question || ' ' || (refusal.answers -> 0 ->> 'output'), ', ') from assistant_refusal refusal
    where refusal.team_space_id = 900001
$$;

insert into assistant_question (team_space_id, id, member_id, question, language, server, model, kind_version, reason) overriding system value
values (900001, 9201, 7001, 'Call me at 010-1234-5678?', 'en', 'one', 'm', 3, 'unverified');
select is(pg_temp.call($$"assistant/keep_refusal"(900001, 9201, 'Call me at [PHONE-A]?', '[{"output": "Never.", "reasons": ["it is wrong"]}]')$$),
          '(t)', 'an answer is kept');
select is(pg_temp.call($$"assistant/keep_refusal"(900001, 9201, 'again', '[{"output": "Later.", "reasons": []}]')$$),
          '(f)', 'once, whichever run tells of it');
select is(pg_temp.call($$"assistant/keep_refusal"(900002, 9201, 'elsewhere', '[]')$$), '(f)', 'and not of another team space''s question');
select is(pg_temp.kept(), 'Call me at [PHONE-A]? Never.', 'as the model read and wrote it');
select ok(pg_temp.call('"assistant/list_refusals"(10)') ~ '9201,.*,one,m,3,unverified,.*PHONE-A.*Never', 'an operator sees both, and who wrote it');
update assistant_question set created_at = now() - interval '29 days' where id = 9201;
select purge_assistant(100);
select isnt(pg_temp.kept(), null, 'for thirty days');
update assistant_question set created_at = now() - interval '31 days' where id = 9201;
select purge_assistant(100);
select is(pg_temp.kept(), null, 'and not longer');
select * from finish();
rollback;
