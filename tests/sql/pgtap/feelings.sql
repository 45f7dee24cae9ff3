-- A card is asked for with the note, for those who want it; and goes with the note, the wish or the check-in.
begin;
\ir company.inc
set local role gracy_app;
select plan(57);
create function pg_temp.write(note text, space bigint default 900001, member bigint default 7001) returns text language sql as $$
    select outcome from put_check_in(space, member, member_today(space, member, now()), 3, '{}',
                                     decode(rpad(encode(convert_to(note, 'UTF8'), 'hex'), 120, '0'), 'hex'),
                                     case when note is not null then 'abcdef01' end, now())
$$;
create function pg_temp.cards(space bigint default 900001, member bigint default 7001) returns text[] language sql as $$
    select array_agg(state || coalesce(' ' || reason, '')) from feeling where team_space_id = space and member_id = member
$$;
create function pg_temp.budgets(out reserved bigint, out used bigint) language sql as $$
    select budget.reserved, budget.used from assistant_budget budget
    join assistant_kind_budget of_kind using (team_space_id, on_date, reserved, used)
    where budget.team_space_id = 900001
$$;
create function pg_temp.jobs() returns bigint language sql as $$
    select count(*) from job where kind = 'assistant.feeling' and payload ->> 'team_space_id' = '900001'
$$;
create function pg_temp.newest() returns bigint language sql as $$
    select id from feeling where team_space_id = 900001 and member_id = 7001
$$;
create function pg_temp.reserve(amount bigint) returns bool language sql as $$
    select reserve_feeling_budget(900001, pg_temp.newest(), 'feeling_card', amount, 1000, 1000) is not null
$$;

select is(pg_temp.write('one'), 'created', 'a note is written');
select is(pg_temp.cards(), null, 'nobody''s notes are read who has not said so');
select is(put_feeling_preference(900001, 7001, true), true, 'somebody wants it');
select is(pg_temp.cards(), null, 'what was written before is left alone');
select is(pg_temp.write('two'), 'ok', 'the note is changed');
select is(pg_temp.cards(), '{queued}', 'a card is asked for');
select is(pg_temp.jobs(), 1::bigint, 'of the worker, in the same transaction');
select is(pg_temp.cards(900002), null, 'not elsewhere');
select is((select payload::text like '%two%' from job where kind = 'assistant.feeling' order by id desc limit 1), false, 'the job does not have the note');
create temporary table first_card as select pg_temp.newest() as id;
select is(pg_temp.write('two'), 'ok', 'the same note again, as a tap on another face leaves it');
select is(pg_temp.newest(), id, 'keeps its card') from first_card;
select is(pg_temp.write('three'), 'ok', 'another note');
select isnt(pg_temp.newest(), id, 'has another card') from first_card;
select is(finish_feeling(900001, id, decode(repeat('00', 60), 'hex'), 'abcdef01', null, 'm'), false, 'the card of the note before comes too late') from first_card;
select is(reserve_feeling_budget(900001, id, 'feeling_card', 5, 100, 100), null, 'and nothing is spent on the one before') from first_card;
select isnt(reserve_feeling_budget(900001, pg_temp.newest(), 'feeling_card', 5, 100, 100), null, 'only on the newest');
select is(reserve_feeling_budget(900001, pg_temp.newest(), 'feeling_card', 5, 100, 9), null, 'within the kind''s share');
select is(reserve_feeling_budget(900001, pg_temp.newest(), 'feeling_card', 96, 100, 100), null, 'and the day''s budget');
select is(finish_feeling(900001, pg_temp.newest(), decode(repeat('00', 60), 'hex'), 'abcdef01', null, 'm'), true, 'the card is stored');
select is(finish_feeling(900001, pg_temp.newest(), null, null, 'late', null), false, 'once');
select results_eq($$ select text_en, subject_id, tell_at is not null from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'feeling.ready' $$,
                  $$ select 'AI has summed up your words of today; only you can see it: `/mood card`', member_today(900001, 7001, now())::text, true $$, 'of which its author is told');

select is((select outcome from share_feeling(900001, 7001, id, '{7002}', array['\x00'::bytea], 'abcdef01')), 'no_card', 'an old card is not shown') from first_card;
select is((select (outcome, refused_id) from share_feeling(900001, 7001, pg_temp.newest(), '{7002,7102}', array_fill(decode(repeat('00', 60), 'hex'), '{2}'), 'abcdef01')),
          ('unknown_member'::text, 7102::bigint), 'nor one to somebody of another team space');
select is((select outcome from share_feeling(900001, 7001, pg_temp.newest(), '{7002,7003}', array_fill(decode(repeat('00', 60), 'hex'), '{2}'), 'abcdef01')), 'ok', 'it is shown to two');
select is((select outcome from share_feeling(900001, 7001, pg_temp.newest(), '{7003}', array_fill(decode(repeat('00', 60), 'hex'), '{1}'), 'abcdef01')), 'ok', 'and then to one of them');
select is((select outcome from share_feeling(900001, 7001, pg_temp.newest(), '{7002,7003}', array_fill(decode(repeat('00', 60), 'hex'), '{2}'), 'abcdef01')), 'ok', 'to both again');
select is((select outcome from share_feeling(900001, 7001, pg_temp.newest(), '{7003}', array_fill(decode(repeat('00', 60), 'hex'), '{1}'), 'abcdef01')), 'ok', 'and to one');
select is((select array_agg(recipient_id) from feeling_share where team_space_id = 900001 and member_id = 7001), '{7003}', 'who alone has it');
select is((select count(*) from member_notice where team_space_id = 900001 and kind = 'feelings.shared'), 2::bigint, 'each was told once');
select is((select outcome from share_feeling(900001, 7002, pg_temp.newest(), '{7003}', array_fill(decode(repeat('00', 60), 'hex'), '{1}'), 'abcdef01')), 'no_card', 'nobody shows another''s');

select is((select array_agg(pg_temp.write('n' || n)) from generate_series(1, 9) as n), array_fill('ok'::text, '{9}'), 'a note may be changed as often as one likes');
select is(pg_temp.cards(), '{"failed too_many"}', 'but is read ten times a day');
select is(put_feeling_preference(900001, 7001, false) or pg_temp.cards() is not null or exists (select from feeling_share where team_space_id = 900001), false,
          'who wants it no longer has no card, and nobody has what was shown');
update team_space set feelings = false where id = 900001;
select is(put_feeling_preference(900001, 7001, true) and pg_temp.write('last') = 'ok' and pg_temp.cards() is null, true, 'where it is switched off there are none');
update team_space set feelings = true where id = 900001;

-- What a call sets aside is booked, whatever becomes of the call. Ten cards a day were asked for: another day begins.
delete from assistant_budget where team_space_id = 900001;
delete from assistant_kind_budget where team_space_id = 900001;
update feeling_preference set asked_on = asked_on - 1 where team_space_id = 900001 and member_id = 7001;
select is(pg_temp.write('paid') = 'ok' and pg_temp.reserve(5), true, 'a call begins');
select is((select (reserved, used) from pg_temp.budgets()), (5::bigint, 0::bigint), 'what it may cost is set aside');
select is(settle_feeling_call(900001, pg_temp.newest(), 5, 3), true, 'and settled');
select is(settle_feeling_call(900001, pg_temp.newest(), 5, 3), false, 'once');
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 3::bigint), 'at its price');
select is(pg_temp.reserve(5) and pg_temp.reserve(7), true, 'a worker dies in a call, and another calls again');
select is((select (reserved, used) from pg_temp.budgets()), (7::bigint, 8::bigint), 'the lost call counts as spent');
select is(finish_feeling(900001, pg_temp.newest(), null, null, 'unavailable', null), true, 'it dies as well, and a third gives up');
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 15::bigint), 'nothing stays set aside');
select is(pg_temp.write('gone') = 'ok' and pg_temp.reserve(5), true, 'a call for another note');
delete from mood_entry where team_space_id = 900001 and member_id = 7001;
select is((select (reserved, used) from pg_temp.budgets()), (0::bigint, 20::bigint), 'which goes meanwhile, with the check-in');
select is(pg_temp.write('private') = 'created' and pg_temp.reserve(5), true, 'a call for one more');
update team_space set feelings = false where id = 900001;
select is(pg_temp.reserve(5), false, 'it is switched off: no other call is made');
select is(finish_feeling(900001, pg_temp.newest(), decode(repeat('00', 60), 'hex'), 'abcdef01', null, 'm'), false, 'and no card stored');
update team_space set feelings = true where id = 900001;

-- Across time zones a day may come twice.
update feeling_preference set asked = 9, asked_on = asked_on + 1 where team_space_id = 900001 and member_id = 7001;
select is(pg_temp.write('west'), 'ok', 'who travels west');
select is((select asked from feeling_preference where team_space_id = 900001 and member_id = 7001), 10, 'does not begin to count again');

-- Thirty days after its author has left, a card is gone with the note, and so is what others were shown of it.
select is(finish_feeling(900001, pg_temp.newest(), decode(repeat('00', 60), 'hex'), 'abcdef01', null, 'm'), true, 'a card');
select is((select count(*) from member_notice where team_space_id = 900001 and kind = 'feeling.ready'), 1::bigint, 'of a day they are told once');
-- What was said of another day is not told in Slack.
update slack_installation set token_sealed = '\x01', key_id = 'k' where team_id = 'T0LEFT';
update member_notice set tell_at = null where tell_at is not null and kind <> 'feeling.ready';
update member_notice set subject_id = '2020-01-01', tell_at = now() where team_space_id = 900001 and kind = 'feeling.ready';
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until)
select 900001, 7001, (at + interval '2 hours')::time, (at + interval '3 hours')::time from (select now() at time zone member_tz(900001, 7001) as at) as clock;
do $$ begin perform tell_members(100); end $$;
select is((select count(*) filter (where tell_at is null) from member_notice where team_space_id = 900001 and kind = 'feeling.ready')
          - (select count(*) from slack_message where team_space_id = 900001 and dedupe_key like 'notice/7001/%'), 1::bigint, 'nor later than that day');
select is((select outcome from share_feeling(900001, 7001, pg_temp.newest(), '{7003}', array_fill(decode(repeat('00', 60), 'hex'), '{1}'), 'abcdef01')), 'ok', 'is shown');
update member set status = 'left', left_on = '2020-01-01' where team_space_id = 900001 and id = 7001;
select is((select count(*) from feeling_share where team_space_id = 900001), 1::bigint, 'and stays while the note does');
select is((select entries > 0 from delete_leavers_check_ins(100, '2020-01-31 00:00+00')), true, 'when the author is gone');
select is(pg_temp.cards() is null and not exists (select from feeling_share where team_space_id = 900001), true, 'nobody has it any more');
select * from finish();
rollback;
