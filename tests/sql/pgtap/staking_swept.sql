-- What an owner has swept of a contract's rewards: what was promised, less what was claimed and what the ledger was proven to hold.
begin;
set local role gracy_app;
\i :statements
delete from staking_event; delete from staking_cursor; delete from staking_position; delete from staking_day; delete from staking_swept;
select plan(31);

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
-- A block every 100 seconds.
create function pg_temp.happens(kind text, block int, amount numeric, season int default null, starts int default null, ends int default null,
                                state text default 'final') returns void language sql as $$
    insert into staking_event (chain_id, contract, tx_hash, log_index, block_number, block_hash, block_time, kind, account, amount, state, source,
                               season, starts_at, ends_at)
    values (1, decode(repeat('c0', 20), 'hex'), sha256((kind || block)::bytea), 0, block, sha256(block::text::bytea), to_timestamp(block * 100), kind,
            case when season is null then decode(repeat('aa', 20), 'hex') end, amount, state, 'poll', season, to_timestamp(starts * 100),
            to_timestamp(ends * 100))
$$;
create function pg_temp.proves(expected int, block int) returns text language sql as $$
    select pg_temp.call(format($q$"staking/advance_cursor"(1, decode(repeat('c0', 20), 'hex'), %s, %s, sha256('b'), %s, 0, 1)$q$, expected, block, block * 100))
$$;
create function pg_temp.notes(block int, liability numeric, reserve numeric, accrued_at bigint) returns text language sql as $$
    select pg_temp.call(format($q$"staking/note_swept"(1, decode(repeat('c0', 20), 'hex'), %s, '%s', '%s', %s)$q$, block, liability, reserve, accrued_at))
$$;
-- Of a season that lasts from one block to another, as of a proven block: its rewards that are left, and what was swept.
create function pg_temp.season(number int, starts int, ends int, proven int) returns text language sql as $$
    select split_part(found, ',', 10) || ' ' || coalesce(nullif(split_part(found, ',', 11), ''), '?')
    from pg_temp.call(format($q$"staking/summarise_season"(1, decode(repeat('c0', 20), 'hex'), %s, to_timestamp(%s), to_timestamp(%s), %s)$q$,
                             number, starts * 100, ends * 100, proven)) found
$$;
create function pg_temp.total() returns text language sql as $$
    select coalesce(nullif(substring(pg_temp.call($q$"staking/show_totals"(1, decode(repeat('c0', 20), 'hex'))$q$) from '([^,]*)\)$'), ''), '?')
$$;

select pg_temp.happens('season_created', 10, 1000, 1, 20, 40);
select pg_temp.happens('stake', 11, 50);
select is(pg_temp.notes(15, 0, 1000, 1000), '', 'nothing is noted before the first proof');
select is(pg_temp.proves(9, 15), '(t,0,)', 'the first proof');
select is(pg_temp.notes(14, 0, 1000, 1000), '', 'nor of another block than the proven one');
select is(pg_temp.total() || ' ' || pg_temp.season(1, 20, 40, 15), '? 1000 ?', 'without the ledger it is not known what was swept, and that counts as left');
select is(pg_temp.notes(15, 0, 1000, 1000), '(0)', 'what was promised is there');
select is(pg_temp.total() || ' ' || pg_temp.season(1, 20, 40, 15), '0 1000 0', 'so nothing was swept');

-- What is no such ledger.
select is(pg_temp.notes(15, 0, 1001, 1000), '', 'one that holds more than was promised');
select is(pg_temp.notes(15, 0, 0, 0), '', 'one that knows of no season');
select is(pg_temp.notes(15, 0, 0, 999), '', 'one older than the season');
select is(pg_temp.notes(15, 0, 0, 1501), '', 'one of the future');
select is(pg_temp.notes(15, 0, 0, -1), '', 'one without a time');
select is((select count(*) from staking_swept), 1::bigint, 'leaves nothing behind');

-- Claims of the same blocks are counted by the proof that comes before.
select pg_temp.happens('claim', 28, 300);
select is(pg_temp.proves(15, 30), '(t,0,)', 'the season runs');
select is(pg_temp.total() || ' ' || pg_temp.season(1, 20, 40, 30), '? 700 ?', 'a proof without the ledger makes it unknown');
select is(pg_temp.notes(30, 100, 450, 2950), '(150)', 'what is in none of the places was swept');
select is(pg_temp.total() || ' ' || pg_temp.season(1, 20, 40, 30), '150 550 150', 'and is not left');
select is(pg_temp.season(1, 20, 40, 15), '1000 0', 'as of the block before it was not');
select is(pg_temp.season(1, 20, 40, 20), '1000 ?', 'in between nobody knows when');
select is(pg_temp.proves(30, 50) || pg_temp.notes(50, 100, 450, 2950), '(t,0,)(150)', 'more blocks without a sweep');
select is((select array_agg(swept || ' ' || first_block || ' ' || last_block order by swept) from staking_swept), array['0 15 15', '150 30 50'], 'are one row');
select is(pg_temp.season(1, 20, 40, 50), '550 150', 'the season has ended meanwhile, with the same');

-- The next season's are no matter of the first one.
select pg_temp.happens('season_created', 51, 500, 2, 60, 70);
select is(pg_temp.proves(50, 65) || pg_temp.notes(65, 100, 850, 6400), '(t,0,)(250)', 'more is swept while the second runs');
select is(pg_temp.season(1, 20, 40, 65), '550 150', 'which changes nothing of the first');
select is(pg_temp.season(2, 60, 70, 65), '950 250', 'and is of the second');
select is(pg_temp.proves(65, 80) || pg_temp.notes(80, 0, 600, 7900), '(t,0,)(600)', 'and more about its end');
select is(pg_temp.season(2, 60, 70, 80), '1200 ?', 'before it or behind it: not known');
select is(pg_temp.total(), '600', 'in all it is');

-- A season that was taken back has refunded what it promised.
select pg_temp.happens('season_created', 81, 70, 3, 90, 95);
select pg_temp.happens('season_cancelled', 82, 70, 3);
select pg_temp.happens('season_created', 83, 5, 4, 90, 95, 'pending');
select is(pg_temp.proves(80, 84) || pg_temp.notes(84, 0, 600, 8200), '(t,1,83)(600)', 'nor does one that the chain has dropped promise anything');

select is(pg_temp.call($$"staking/summarise_season"(1, decode(repeat('c1', 20), 'hex'), 1, to_timestamp(0), to_timestamp(9), 9)$$), '(0,0,0,0,0,0,0,0,0,0,,0,0,0,0)', 'another contract has its own');
select matches(pg_temp.call($$"staking/forget_contract"(1, decode(repeat('c0', 20), 'hex'))$$), '^\(forgotten,', 'who forgets the history');
select is((select count(*) from staking_swept), 0::bigint, 'forgets this too');
select * from finish();
rollback;
