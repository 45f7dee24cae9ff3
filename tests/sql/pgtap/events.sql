-- Slack's events are kept once.
begin;
set local role gracy_app;
\i :statements
select plan(4);
select results_eq($$ execute "documents/store_event"('Ev1x', 'event', 'T1', 'message', '1.0', now(), now() + interval '30 days', '\x0500000000') $$,
                  $$ values (true) $$, 'an event is stored');
select results_eq($$ execute "documents/store_event"('Ev1x', 'event', 'T1', 'other', '2.0', now(), now() + interval '60 days', '\x') $$,
                  $$ values (false) $$, 'once');
select is((select type || event_ts from event_log where event_id = 'Ev1x'), 'message1.0', 'the first as it came');
select results_eq($$ execute "documents/store_event"('sha', 'command', null, '/kudos', null, now(), now(), '\x') $$,
                  $$ values (true) $$, 'a command has no event time');
select * from finish();
rollback;
