-- Slack's events are kept once.
begin;
set local role gracy_app;
\i :statements
select plan(7);
select results_eq($$ execute "documents/store_events"('{Ev2x,Ev1x}', '{event,event}', '{T1,T1}', '{message,message}', '{2.0,1.0}',
                         array[now(), now()], array[now() + interval '30 days', now() + interval '30 days'], array['\x05'::bytea, '\x0500000000']) $$,
                  $$ values ('Ev1x'), ('Ev2x') $$, 'events are stored, and named');
select results_eq($$ execute "documents/store_events"('{Ev1x,Ev3x}', '{event,event}', '{T1,T1}', '{other,message}', '{2.0,3.0}',
                         array[now(), now()], array[now() + interval '60 days', now()], array['\x'::bytea, '\x']) $$,
                  $$ values ('Ev3x') $$, 'once');
select is((select type || event_ts from event_log where event_id = 'Ev1x'), 'message1.0', 'the first as it came');
select results_eq($$ execute "documents/store_events"('{Ev4x,Ev4x}', '{event,event}', '{T1,T1}', '{first,second}', '{4.0,4.0}',
                         array[now(), now()], array[now(), now()], array['\x'::bytea, '\x']) $$,
                  $$ values ('Ev4x') $$, 'one that comes twice at once is stored once');
select is((select type from event_log where event_id = 'Ev4x'), 'first', 'as it stands first');
select results_eq($$ execute "documents/store_events"('{sha}', '{command}', array[''], '{/kudos}', array[''], array[now()], array[now()], array['\x'::bytea]) $$,
                  $$ values ('sha') $$, 'a command has no event time');
select ok((select team_id is null and event_ts is null from event_log where event_id = 'sha'), 'which is null then');
select * from finish();
rollback;
