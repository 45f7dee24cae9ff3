-- Deliveries once, events once, a cursor that only one process moves.
begin;
set local role gracy_app;
\i :statements
delete from staking_delivery; delete from staking_event; delete from staking_cursor; delete from staking_provider;
delete from staking_position; delete from staking_day; delete from staking_spending; delete from staking_reading;
select plan(111);

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
select is(pg_temp.call($$"staking/store_delivery"('alchemy', 'd1', 1, '10000000000579857000', '{}', now())$$), '(t)', 'a delivery is stored');
select is(pg_temp.call($$"staking/store_delivery"('alchemy', 'd1', 1, '10000000000579857000', '{}', now())$$), '(f)', 'once');
select is(pg_temp.call($$"staking/store_delivery"('other', 'd1', 1, 'seven', '{}', now())$$), '(t)', 'of each provider, with a number or without');
select is((select array_agg(sequence order by provider) from staking_delivery), array[10000000000579857000, null], 'above 64 bits too');
select matches(pg_temp.call($$"staking/take_deliveries"(1)$$), '^\(\w+,d1,1,.*,1\)$', 'one is taken');
select matches(pg_temp.call($$"staking/take_deliveries"(9)$$), '^\(\w+,d1,1,.*,1\)$', 'then the other');
select is(pg_temp.call($$"staking/take_deliveries"(9)$$), '', 'then none');
update staking_delivery set available_at = now();
select matches(pg_temp.call($$"staking/take_deliveries"(9)$$), 'd1,1,.*,2\) .*d1,1,.*,2\)', 'what is not finished comes again');
select is(pg_temp.call($$"staking/finish_delivery"('alchemy', 'd1', 'done', null, false)$$), '(t)', 'one ends');
select is(pg_temp.call($$"staking/finish_delivery"('alchemy', 'd1', 'refused', 'late', false)$$), '(f)', 'once');

create function pg_temp.record(source text, state text, tx text, block int, fork text default 'a', index int default 0,
                               amount text default '115792089237316195423570985008687907853269984665640564039457584007913129639935',
                               sequence bigint default 0) returns text language sql as $$
    select pg_temp.call(format(
        $q$"staking/record_events"(1, decode(repeat('c0', 20), 'hex'), %L, %L, '{stake}', array[decode(repeat('aa', 20), 'hex')],
           array[%L], array[%L::bigint], '{0}', '{0}', '{0}', array[sha256(%L)], '{%s}', '{%s}',
           array[sha256(%L)], '{1700000000}')$q$, source, state, amount, sequence, tx, index, block, block || fork))
$$;
select is(pg_temp.record('webhook', 'pending', 't1', 10), '(1,0)', 'an event is recorded');
select is(pg_temp.record('poll', 'pending', 't1', 10), '(0,0)', 'once, whoever reports it');
select is(pg_temp.record('webhook', 'pending', 't1', 11, 'b'), '(0,1)', 'it may move to another block');
select is(pg_temp.record('poll', 'final', 't1', 11, 'b'), '(0,1)', 'and become final');
select is(pg_temp.record('webhook', 'pending', 't1', 12, 'c'), '(0,0)', 'and then stays');
select results_eq($$ select source, state, block_number, amount::text from staking_event $$,
                  $$ values ('webhook', 'final', 11::bigint, '115792089237316195423570985008687907853269984665640564039457584007913129639935') $$,
                  'who was first remains, and 256 bits fit');
select is(pg_temp.record('webhook', 'pending', 't2', 12), '(1,0)', 'another');
select is(pg_temp.call($$"staking/advance_cursor"(1, decode(repeat('c0', 20), 'hex'), 0, 11, sha256('11'), 1700000000, 7, null)$$), '(t,0,)', 'the cursor begins');
select is(pg_temp.call($$"staking/advance_cursor"(1, decode(repeat('c0', 20), 'hex'), 0, 20, sha256('20'), 1700000000, 7, 2)$$), '(f,0,)', 'and moves from where it is only');
select is(pg_temp.call($$"staking/advance_cursor"(1, decode(repeat('c0', 20), 'hex'), 11, 20, sha256('20'), 1700000000, 7, 2)$$), '(t,1,12)', 'over an event that no poll saw: orphaned, and where');
select is(pg_temp.record('poll', 'final', 't2', 30), '(0,1)', 'unless it comes back');
insert into staking_cursor (chain_id, contract, last_block, last_block_hash) values (1, decode(repeat('0d', 20), 'hex'), 3, sha256('3'));
select matches(pg_temp.call($$"staking/measure_proofs"(1, decode(repeat('c0', 20), 'hex'))$$), '^\(0x(c0)+,20,[^()]*\)$', 'of several contracts that one is measured that is watched');
delete from staking_cursor where contract = decode(repeat('0d', 20), 'hex');
update staking_delivery set received_at = now() - interval '90 seconds';
insert into staking_delivery (provider, delivery_id, chain_id, body, received_at) values ('alchemy', 'later', 1, '{}', now() - interval '60 seconds');
select matches(pg_temp.call($$"staking/measure_silence"(array['alchemy', 'moralis'], array[1, 2])$$), '^\(alchemy,1,60(\.0+)?,0\)$', 'silence is since the last one of a provider about a chain came, whether or not it was read, and no silence where nothing ever came');
update staking_event set block_time = now() - interval '30 seconds';
select matches(pg_temp.call($$"staking/measure_silence"(array['alchemy'], array[1])$$), '^\(alchemy,1,60(\.0+)?,2\)$', 'what became final and happened since then was missed');
do $$ begin perform pg_temp.record('webhook', 'pending', 't9', 40); update staking_event set block_time = now() where block_number = 40; end $$;
select matches(pg_temp.call($$"staking/measure_silence"(array['alchemy'], array[1])$$), ',2\)$', 'and nothing that may still be dropped');
delete from staking_event where block_number = 40;
update staking_event set block_time = to_timestamp(1700000000);
update staking_delivery set is_old = true where delivery_id = 'later';
select matches(pg_temp.call($$"staking/measure_silence"(array['alchemy'], array[1])$$), '^\(alchemy,1,90', 'what was old when it came is no sign of life');
update staking_delivery set is_old = false, state = 'refused' where delivery_id = 'later';
select matches(pg_temp.call($$"staking/measure_silence"(array['alchemy'], array[1])$$), '^\(alchemy,1,90', 'nor is what could not be used');
delete from staking_delivery where delivery_id = 'later';
select matches(pg_temp.call($$"staking/list_account_history"(1, decode(repeat('aa', 20), 'hex'), 9223372036854775807, 0, '', 10, 0)$$),
               '^\(.*,30,0,stake,.*final,webhook,f\) \(.*,11,0,stake,.*final,webhook,t\)$', 'the history, newest first, and what of it is proven');
select is(pg_temp.record('webhook', 'pending', 't7', 50, 'a', 0, '666') || pg_temp.record('webhook', 'pending', 't7', 50, 'a', 1, '42'), '(1,0)(1,0)', 'a provider says something wrong of a true block');
select is(pg_temp.record('webhook', 'pending', 't7', 50, 'a', 0, '7') || pg_temp.record('poll', 'pending', 't7', 50, 'a', 0, '42'), '(0,0)(0,1)', 'a webhook does not change it, and what a poll has read there replaces it');
select is(pg_temp.call($$"staking/orphan_unproven"(1, decode(repeat('c0', 20), 'hex'), 50, sha256('50a'), array[sha256('t7')], '{0}')$$), '(1)', 'what is not in the block is orphaned');
delete from staking_event where block_number = 50;
select is(pg_temp.record('webhook', 'pending', 't3', 31, 'a', 0, '666'), '(1,0)', 'a provider says something wrong');
select is(pg_temp.record('poll', 'final', 't3', 31, 'a', 0, '42', 1), '(0,1)', 'and what is proven replaces it');
select results_eq($$ select amount::text, sequence from staking_event where block_number = 31 $$, $$ values ('42', 1::bigint) $$, 'whole');
select throws_ok($$ select pg_temp.record('poll', 'final', 't4', 32, 'a', 0, '42', 1) $$, '23505', null, 'a number is given once');

create function pg_temp.gap(after bigint, up_to bigint) returns text language sql as $$
    select pg_temp.call(format($q$"staking/find_sequence_gap"(1, decode(repeat('c0', 20), 'hex'), %s, %s)$q$, after, up_to))
$$;
select is(pg_temp.gap(0, 100), '(1,31,)', 'one event and no gap');
select is(pg_temp.record('poll', 'final', 't5', 33, 'a', 0, '1', 2) || pg_temp.record('poll', 'final', 't6', 35, 'a', 0, '1', 4), '(1,0)(1,0)', 'more, without the third');
select is(pg_temp.gap(0, 100), '(2,33,35)', 'the gap is between two blocks');
select is(pg_temp.gap(2, 100), '(0,,35)', 'above what is complete');
select is(pg_temp.gap(0, 34), '(2,33,)', 'and up to a block');
select is(pg_temp.gap(4, 100), '(0,,)', 'nothing is nothing');

select is(pg_temp.call($$"staking/save_provider"(1, 'a', 'g', false, 'quarantined', 300, 9, 7, 3, 1, 140, 1, 20, 'lied')$$), '(1)', 'a provider is written down');
select is(pg_temp.call($$"staking/save_provider"(1, 'a', 'g', false, 'healthy', null, null, null, 2, 0, 60, 1, null, null)$$), '(2)', 'its counts add up');
select results_eq($$ select state, until, error from staking_provider $$, $$ values ('quarantined', now() + interval '5 minutes', null::text) $$,
                  'who has not found the lie ends no quarantine');
select is(pg_temp.call($$"staking/save_provider"(1, 'a', 'g', false, 'quarantined', 60, null, null, 0, 0, 0, 0, null, null)$$), '(2)', 'another has found a lie too');
select is((select until from staking_provider), now() + interval '5 minutes', 'which makes it no shorter');
select matches(pg_temp.call($$"staking/convict_provider"(1, 'a', 'g', false, 60, 'eth_getLogs []', sha256('a'), 'left out')$$), '^\(\d+\)$', 'one more');
select is((select until from staking_provider), now() + interval '5 minutes', 'neither');
select is(pg_temp.call($$"staking/save_provider"(1, 'a', 'g', false, 'quarantined', 900, null, null, 0, 0, 0, 0, null, null)$$), '(2)', 'and one that is out for longer');
select is((select until from staking_provider), now() + interval '15 minutes', 'is out for longer');
update staking_provider set until = now() - interval '1 second';
do $$ begin perform pg_temp.call('"staking/save_provider"(1, ''a'', ''g'', false, ''healthy'', null, null, null, 0, 0, 0, 0, null, null)'); end $$;
select results_eq($$ select state, until, head, finalized, calls, failures, latency_ms from staking_provider $$,
                  $$ values ('healthy', null::timestamptz, 9::bigint, 7::bigint, 5::bigint, 1::bigint, 20) $$, 'and what is not known now was known before');
do $$ begin perform pg_temp.call('"staking/save_standing"(1, ''a'', 8, 2, null, 2000)'); end $$;
select is(pg_temp.call($$"staking/save_standing"(1, 'a', 9, 3, 7.5, null)$$), '(t)', 'what was learned is written down');
update staking_provider set checked_at = now() - interval '1 day';
select matches(pg_temp.call($$"staking/list_providers"(1)$$), ',7\.5,2000,,.*,4\.5,1\.5,t,t\)$', 'what was learned is kept, the past weighs half a day later, and nobody knows how it is now');
select is(pg_temp.call($$"staking/save_provider"(1, 'b', 'g', false, 'healthy', null, 9, 7, 0, 0, 0, 0, null, null)$$), '(0)', 'another comes into the pool');
select matches(pg_temp.call($$"staking/list_providers"(1)$$), '^\(a,.*,t,f\) \(b,.*,f,t\)$', 'and who was not saved with it has left');
select matches(pg_temp.call($$"staking/convict_provider"(1, 'b', 'g', false, 300, 'eth_getLogs []', sha256('a'), 'left out')$$), '^\(\d+\)$', 'a lie is kept');
select results_eq($$ select state, until = now() + interval '5 minutes', head, lies from staking_provider where name = 'b' $$,
                  $$ values ('quarantined', true, 9::bigint, 0) $$, 'and whoever told it is out at once');
do $$ begin perform pg_temp.call('"staking/convict_provider"(2, ''new'', ''g'', false, 300, ''eth_getLogs []'', sha256(''a''), ''left out'')'); end $$;
select is((select state from staking_provider where chain_id = 2 and name = 'new'), 'quarantined', 'in the first cycle too');
-- A long reading: from its beginning on, whoever takes it up again.
create function pg_temp.readings(chain int) returns text language sql as $$
    select array_to_string(array(select regexp_replace(line, '"[^"]*"', 'at', 'g')
                                 from regexp_split_to_table(pg_temp.call(format('"staking/list_readings"(%s)', chain)), '(?<=\)) ') line), ' ')
$$;
select is(pg_temp.call($$"staking/note_reading"(1, decode(repeat('c0', 20), 'hex'), 101, 300, 150, 90)$$), '(101)', 'a reading is written down');
select is(pg_temp.readings(1), '(at,101,300,150,200,50,25,at,at,f)', 'with how much of it is read');
select is(pg_temp.call($$"staking/note_reading"(1, decode(repeat('c0', 20), 'hex'), 141, 340, 200, 90)$$), '(101)', 'one that goes on keeps its beginning');
select is(pg_temp.readings(1), '(at,101,340,200,240,100,41,at,at,f)', 'and may have become longer');
update staking_reading set read_at = now() - interval '6 minutes';
select matches(pg_temp.readings(1), ',t\)$', 'nobody has gone on with it for longer than a poll takes');
select is(pg_temp.call($$"staking/note_reading"(1, decode(repeat('c0', 20), 'hex'), 900, 999, 949, 90)$$), '(900)', 'one of other blocks is another');
select is(pg_temp.readings(2) || pg_temp.call($$"staking/end_reading"(1, decode(repeat('c0', 20), 'hex'))$$) || pg_temp.readings(1), '(t)', 'it is of a chain, and ends');

-- Spending: by the second while somebody watches, with the bytes of the delivery that ended once.
select matches(pg_temp.call($$"staking/add_spending"(1, 100, 20, 7, 1)$$), '^\(\d{4}-\d\d-\d\d\)$', 'the first cycle counts no time');
update staking_spending set watched_at = now() - interval '90 seconds';
do $$ begin perform pg_temp.call('"staking/add_spending"(1, 1, 2, 1, 0)'); end $$;
update staking_spending set watched_at = now() - interval '3 hours';
do $$ begin perform pg_temp.call('"staking/add_spending"(1, 1, 2, 1, 0)'); end $$;
select is(pg_temp.call($$"staking/show_spending"(1, 30)$$), '(90,102,24,2,9,1)', 'a pause is not watched');
select is(pg_temp.call($$"staking/show_spending"(2, 30)$$), '(0,0,0,0,0,0)', 'another chain has its own');
update staking_spending set watched_at = now() + interval '40 seconds';
do $$ begin perform pg_temp.call('"staking/add_spending"(1, 0, 0, 0, 0)'); end $$;
select is((select watched_at from staking_spending), now() + interval '40 seconds', 'what another process has added meanwhile is not added again');
update staking_cursor set last_block = 40 where chain_id = 1 and contract = decode(repeat('c0', 20), 'hex');
-- Final: of 256 bits twice (t1, t2), 42 and twice 1.
select results_eq($$ select staked, withdrawn, claimed, balance = staked, events, last_block from staking_position $$,
                  $$ values (2 * 115792089237316195423570985008687907853269984665640564039457584007913129639935 + 44, 0::numeric, 0::numeric, true, 5::bigint, 35::bigint) $$,
                  'what is final is counted, once, and exactly');
select results_eq($$ select day, events from staking_day $$, $$ values (date '2023-11-14', 5::bigint) $$, 'on its day');
select is(pg_temp.record('poll', 'final', 't6', 35, 'a', 0, '1', 4) || (select events from staking_position), '(0,0)5', 'however often it is reported');

-- Seasons.
create function pg_temp.season(kind text, number int, block int, state text default 'final', starts bigint default 1700000100, amount text default '500')
    returns text language sql as $$
    select pg_temp.call(format(
        $q$"staking/record_events"(1, decode(repeat('5e', 20), 'hex'), 'poll', %L, array[%L], array[''::bytea], array[%L], '{0}', '{%s}', '{%s}', '{%s}',
           array[sha256(%L)], '{0}', '{%s}', array[sha256(%L)], '{1700000000}')$q$,
        state, 'season_' || kind, amount, number, case kind when 'created' then starts else 0 end, case kind when 'created' then starts + 100 else 0 end,
        kind || number || block, block, block))
$$;
create function pg_temp.seasons() returns text language sql as $$
    select string_agg(number || ' ' || state || ' ' || is_final || ' ' || reward, ', ' order by number)
    from staking_seasons(1, decode(repeat('5e', 20), 'hex'))
$$;
select is(pg_temp.season('created', 1, 1) || pg_temp.season('created', 1, 1), '(1,0)(0,0)', 'a season is recorded once');
select is(pg_temp.season('created', 2, 2, 'pending', 1700000200), '(1,0)', 'another is not final yet');
select is(pg_temp.seasons(), '1 planned true 500, 2 planned false 500', 'both are known');
select is((select count(*) from staking_position where contract = decode(repeat('5e', 20), 'hex')), 0::bigint, 'and nobody''s position');
select is(pg_temp.call($$"staking/list_final_seasons"(1, decode(repeat('5e', 20), 'hex'), 9)$$), '(1,1700000100,1700000200,500)', 'the storage is compared with what is final');
select is(pg_temp.season('cancelled', 2, 3, 'pending'), '(1,0)', 'the second is cancelled');
select is(pg_temp.seasons(), '1 planned true 500, 2 cancelled false 500', 'perhaps');
select is(pg_temp.call($$"staking/orphan_events"(1, decode(repeat('5e', 20), 'hex'), 3, null)$$), '(1)', 'the chain drops that');
select is(pg_temp.seasons(), '1 planned true 500, 2 planned false 500', 'and all is as it was');
select is(pg_temp.call($$"staking/orphan_events"(1, decode(repeat('5e', 20), 'hex'), 2, null)$$) || pg_temp.seasons(), '(1)1 planned true 500', 'then the season itself');
select is(pg_temp.season('cancelled', 1, 4) || pg_temp.season('created', 1, 5, 'final', 1700000150, '7') || pg_temp.seasons(), '(1,0)(1,0)1 planned true 7', 'a number is given again');
select is(pg_temp.call($$"staking/list_final_seasons"(1, decode(repeat('5e', 20), 'hex'), 4)$$), '', 'as of the block in between there is none');
select is(pg_temp.call($$"staking/advance_cursor"(1, decode(repeat('5e', 20), 'hex'), 0, 5, sha256('5'), 1700000150, 0, 1)$$) || pg_temp.seasons(), '(t,0,)1 running true 7', 'it runs at its first second');
select is(pg_temp.call($$"staking/advance_cursor"(1, decode(repeat('5e', 20), 'hex'), 5, 6, sha256('6'), 1700000250, 0, 1)$$) || pg_temp.seasons(), '(t,0,)1 ended true 7', 'and not at its end');
select is(pg_temp.season('cancelled', 1, 7, 'pending') || pg_temp.season('created', 1, 8, 'pending', 1700000900, '9') || pg_temp.seasons(), '(1,0)(1,0)1 ended true 7',
          'what is not final takes the place of no final season');
select matches(pg_temp.call($$"staking/get_season"(1, decode(repeat('5e', 20), 'hex'), 1)$$), ',t\)$', 'that it may be cancelled stands beside it');
do $$ begin perform pg_temp.season('cancelled', 1, 7); end $$;
select is(pg_temp.seasons(), '1 planned false 9', 'once it is cancelled for good, the next is shown');
select throws_ok($$ select pg_temp.season('created', 3, 7, 'final', 0) $$, '23514', null, 'a season has times');
-- A piece of a dense history: a row that each event changed anew would make the last one pass all before it.
select n_tup_ins + n_tup_upd as changes from pg_stat_xact_user_tables where relid = 'staking_day'::regclass \gset
insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source)
select 9, decode(repeat('c9', 20), 'hex'), sha256(number::text::bytea), 0, number, sha256('b'), to_timestamp(1700000000), 'stake',
       decode(repeat('aa', 20), 'hex'), 2, 'final', 'poll'
from generate_series(1, 100) number;
select is((select n_tup_ins + n_tup_upd - :changes from pg_stat_xact_user_tables where relid = 'staking_day'::regclass), 1::bigint,
          'many events of a day are counted at once');
select results_eq($$ select staked, events, last_block from staking_position where chain_id = 9 $$, $$ values (200::numeric, 100::bigint, 100::bigint) $$,
                  'and all of them');
-- Days without a quorum: what was pending meanwhile becomes final at once.
insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source)
select 8, decode(repeat('c9', 20), 'hex'), sha256(number::text::bytea), 0, number, sha256('b'), to_timestamp(1700000000), 'stake',
       decode(repeat('aa', 20), 'hex'), 2, case number when 1 then 'final' else 'pending' end, 'poll'
from generate_series(1, 100) number;
select n_tup_ins + n_tup_upd as changes from pg_stat_xact_user_tables where relid = 'staking_day'::regclass \gset
update staking_event set state = 'final' where chain_id = 8;
select is((select n_tup_ins + n_tup_upd - :changes from pg_stat_xact_user_tables where relid = 'staking_day'::regclass), 1::bigint,
          'and what becomes final later is, too');
select results_eq($$ select staked, events, last_block from staking_position where chain_id = 8 $$, $$ values (200::numeric, 100::bigint, 100::bigint) $$,
                  'without what was final before');
insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source)
select chain_id, decode(repeat(contract, 20), 'hex'), sha256('forgotten'), number, 7, sha256(''), now(), 'stake', decode(repeat('ab', 20), 'hex'), 5, state, 'poll'
from (values (70, 'c0'), (70, 'c1'), (80, 'c0')) as place(chain_id, contract), (values (0, 'final'), (1, 'pending')) as event(number, state);
insert into staking_cursor (chain_id, contract, last_block, last_block_hash, last_block_time)
select chain_id, decode(repeat(contract, 20), 'hex'), 9, sha256(''), now() from (values (70, 'c0'), (70, 'c1'), (80, 'c0')) as place(chain_id, contract);
select is(pg_temp.call($$"staking/forget_contract"(70, decode(repeat('c0', 20), 'hex'))$$), '(forgotten,2,1,1,9)', 'a contract''s history is forgotten');
select results_eq(format('select chain_id, encode(contract, ''hex'') from %s where chain_id in (70, 80) group by 1, 2 order by 1, 2', name),
                  $$ values (70::bigint, repeat('c1', 20)), (80::bigint, repeat('c0', 20)) $$, 'and no other of ' || name)
from unnest(array['staking_event', 'staking_position', 'staking_day', 'staking_cursor']) as name;
select is(pg_temp.call($$"staking/forget_contract"(70, decode(repeat('c0', 20), 'hex'))$$), '(unknown,0,0,0,)', 'once');
-- What is counted is of the block that everything is proven up to.
create function pg_temp.counted() returns text language sql as $$
    select coalesce(string_agg(held.staked::text || ' ' || held.events || ' ' || held.last_block, ''), 'nothing') || ', ' ||
           (select pg_temp.call($q$"staking/show_totals"(60, decode(repeat('c0', 20), 'hex'))$q$))
    from staking_position held where held.chain_id = 60
$$;
create function pg_temp.happens(block int, state text default 'final') returns void language sql as $$
    insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source)
    values (60, decode(repeat('c0', 20), 'hex'), sha256(block::text::bytea), 0, block, sha256('b'), to_timestamp(1700000000), 'stake',
            decode(repeat('aa', 20), 'hex'), 10, state, 'poll')
$$;
create function pg_temp.proves(expected int, block int) returns text language sql as $$
    select pg_temp.call(format($q$"staking/advance_cursor"(60, decode(repeat('c0', 20), 'hex'), %s, %s, sha256('%s'), 1700000000, 0, null)$q$, expected, block, block))
$$;
select pg_temp.happens(5);
select pg_temp.happens(7);
select is(pg_temp.counted(), '20 2 7, (20,0,0,20,2,,)', 'before the first proof what is found is counted, and no block is named');
select is(pg_temp.proves(3, 6), '(t,0,)', 'the first proof');
select is((select first_block from staking_cursor where chain_id = 60), 4::bigint, 'which says where the history begins');
select is(pg_temp.counted(), '10 1 5, (10,0,0,10,1,6,)', 'counts nothing twice, and not what it does not reach');
select pg_temp.happens(8);
select pg_temp.happens(9, 'pending');
select pg_temp.happens(12);
update staking_event set state = 'final' where chain_id = 60;
select is(pg_temp.counted(), '10 1 5, (10,0,0,10,1,6,)', 'what is final above the proven block is not counted yet');
select is(pg_temp.proves(6, 10) || pg_temp.counted(), '(t,0,)40 4 9, (40,0,0,40,4,10,)', 'until that is proven');
select is(pg_temp.proves(6, 20) || pg_temp.counted(), '(f,0,)40 4 9, (40,0,0,40,4,10,)', 'by whoever moves the cursor');
select is(pg_temp.proves(10, 20) || pg_temp.counted(), '(t,0,)50 5 12, (50,0,0,50,5,20,)', 'and all of it');
select pg_temp.happens(15);
select is(pg_temp.counted(), '60 6 15, (60,0,0,60,6,20,)', 'what was missing below is counted when it is found');
select matches(pg_temp.call($$"staking/list_days"(60, decode(repeat('c0', 20), 'hex'), date '2023-11-01', date '2023-12-01')$$), ',6,60,20\)$', 'the days say so too');
select matches(pg_temp.call($$"staking/list_stakers"(60, decode(repeat('c0', 20), 'hex'), 'Infinity', '', 5, 0)$$), ',20\)$', 'and the stakers');
select * from finish();
rollback;
