-- Tries to hold a duty (`jobs`, `staking`) for as long as this connection lives; the others stand by. A holder whose connection has
-- been without a sign of life for ten seconds (it gives one each second) is frozen, or on a machine that is: its session is ended, and
-- the duty is free a moment later.
--
-- kind: write
-- process: worker
-- plan: none (asks the server about its sessions)
-- param: duty text
-- column: held bool
-- column: evicted bigint
with tried as materialized (
    select pg_try_advisory_lock(hashtext('gracy.duty'), hashtext($1)) as held
)
select tried.held,
       (select count(*) filter (where pg_terminate_backend(holder.pid))
        from pg_locks lock
        join pg_stat_activity holder on holder.pid = lock.pid
        where not tried.held and lock.granted and lock.locktype = 'advisory' and lock.objsubid = 2
              and lock.database = (select oid from pg_database where datname = current_database())
              and lock.classid = hashtext('gracy.duty')::oid and lock.objid = hashtext($1)::oid
              and holder.state_change < clock_timestamp() - interval '10 seconds') as evicted
from tried
