-- Kudos by reactions: in whatever order Slack tells of additions and removals, what stands is what is seen.
begin;
\ir company.inc
update company_value set emoji = ':rocket:' where team_space_id = 900001 and id = 7001;
select plan(34);
set local role gracy_app;

create function pg_temp.add(told_at text, message text default '1.1', reaction text default 'rocket') returns text language sql as $$
    select outcome from add_reaction('T0LEFT', null, 'U7001', 'U7002', reaction, 'C1', message, told_at)
$$;
create function pg_temp.remove(told_at text, message text default '1.1', reaction text default 'rocket') returns text language sql as $$
    select remove_reaction('T0LEFT', null, 'U7001', reaction, 'C1', message, told_at)
$$;
create function pg_temp.standing(p_message text default '1.1') returns bigint language sql as $$
    select count(*) from slack_reaction_kudos given
    join kudos on kudos.team_space_id = 900001 and kudos.id = given.kudos_id and kudos.voided_at is null
    where given.team_space_id = 900001 and given.message_ts = p_message
$$;
create function pg_temp.told(member bigint) returns text language sql as $$
    select array_agg(kind order by id)::text from member_notice where team_space_id = 900001 and member_id = member
$$;

select is(pg_temp.add('10.1'), 'ok', 'a reaction gives');
select is(pg_temp.told(7002), '{kudos.received}', 'and its recipient is told');
select is(pg_temp.told(7001), '{kudos.given}', 'and its giver');
select is(pg_temp.add('10.2'), 'replayed', 'once');
reset role;
delete from idempotency_key;
set local role gracy_app;
select is(pg_temp.add('10.3', reaction => 'rocket::skin-tone-2'), 'replayed', 'also days later, and with another hand');
select is(pg_temp.remove('11.1'), 'ok', 'removed, it is taken back');
select is(pg_temp.told(7002), '{kudos.received,kudos.taken_back}', 'and its recipient is told so');
select is(pg_temp.add('12.1'), 'ok', 'put there again, it gives again');
select is(pg_temp.standing(), 1::bigint, 'one, which is seen');
select is(pg_temp.remove('11.5'), 'not_kudos', 'a removal of before that comes late takes nothing back');
select is(pg_temp.remove('13.1'), 'ok', 'the last one does');
select is(pg_temp.standing(), 0::bigint, 'and nothing stands');

select is(pg_temp.remove('21.1', '2.1'), 'not_kudos', 'a removal that comes before its addition');
select is(pg_temp.add('20.1', '2.1'), 'replayed', 'is remembered');
select is(pg_temp.standing('2.1'), 0::bigint, 'so that nothing stands that nobody sees');
select is(pg_temp.remove('22.1', '2.2', 'eyes'), 'not_kudos', 'what no value has');
select is((select count(*) from slack_reaction_kudos where reaction = 'eyes'), 0::bigint, 'leaves nothing');

select is(pg_temp.add('30.1', '3.1'), 'ok', 'one that stays for long');
reset role;
update kudos set created_at = now() - interval '2 days'
where team_space_id = 900001 and id = (select kudos_id from slack_reaction_kudos where message_ts = '3.1');
set local role gracy_app;
select is(pg_temp.remove('31.1', '3.1'), 'window_over', 'is not taken back any more');
select ok(pg_temp.told(7001) like '%kudos.kept}', 'which its giver is told');

select pg_temp.add('40.1', '4.1');
select is(take_back_reactions('T0LEFT', null, 'C1', '4.1'), 1, 'a message that is deleted takes what it was thanked with along');
select pg_temp.add('50.1', '5.1');
select void_kudos(900001, 7003, (select kudos_id from slack_reaction_kudos where message_ts = '5.1'), 0, 'No.', 'r');
select is(pg_temp.add('51.1', '5.1'), 'voided', 'what an administrator took back is not given again');

-- A value's emoji may be written as itself, and Slack has more than one name for some.
reset role;
create function pg_temp.value_of(stored text, reaction text) returns bigint language plpgsql as $$
begin
    update company_value set emoji = stored where team_space_id = 900001 and id = 7001;
    return (select found.id from reaction_value(900001, reaction) as found);
end $$;
select is(pg_temp.value_of('🚀', 'rocket'), 7001::bigint, 'the emoji itself');
select is(pg_temp.value_of('❤️', 'heart'), 7001::bigint, 'however a keyboard writes it');
select is(pg_temp.value_of('👍🏽', '+1::skin-tone-4'), 7001::bigint, 'in any skin tone');
select is(pg_temp.value_of(':thumbsup:', '+1'), 7001::bigint, 'under any of its names');
select is(pg_temp.value_of(':우리-로고:', '우리-로고'), 7001::bigint, 'and one that the workspace has made');
select is(pg_temp.value_of('🚀', 'fire'), null, 'not another one');
update company_value set emoji = ':rocket:' where team_space_id = 900001 and id = 7001;
set local role gracy_app;

-- As the worker has it now: its giver is told by the caller.
create temp table noticed as select count(*) as count from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'kudos.given';
select is((select concat_ws('|', outcome, author_name, value_name) from give_kudos_by_reaction('T0LEFT', null, 'U7001', 'U7002', 'rocket', 'C1', '6.1', '60.1')),
          'ok|이영희|고객우선', 'with whom and what for');
select is((select count(*) from member_notice where team_space_id = 900001 and member_id = 7001 and kind = 'kudos.given'), (select count from noticed),
          'and no notice of the day''s three');
select is((select text_en || '|' || text_ko from member_notice where team_space_id = 900001 and member_id = 7002 and kind = 'kudos.received' order by id desc limit 1),
          'Minsu Kim thanked you (Customer First, 1 point): Reacted with :rocket: to a message in Slack|김민수님이 칭찬을 보냈어요 (고객우선, 1점): Slack 메시지에 :rocket: 반응을 남겼어요',
          'whom it was for reads it in their own language');

-- The message, for who gave it and who received it.
select is((select array_agg(distinct link) from recent_kudos('T0LEFT', null, 'U7001', 10)), '{NULL}', 'a message has no link while nobody knows where the workspace is');
update slack_installation set url = 'https://left.slack.com/' where team_space_id = 900001;
select ok('https://left.slack.com/archives/C1/p61' in (select link from recent_kudos('T0LEFT', null, 'U7001', 10)), 'then its giver has it');
select ok('https://left.slack.com/archives/C1/p61' = any ((read_home('T0LEFT', null, 'U7002', 5)).kudos_links), 'and so has its receiver');
select * from finish();
rollback;
