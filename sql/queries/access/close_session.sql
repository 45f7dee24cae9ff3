-- Ends a session; false when there was none.
--
-- kind: write
-- process: nginx
-- plan: session_pkey
-- param: id_hash bytea
-- column: closed bool
with closed as (
    delete from session where session.id_hash = $1 returning 1
)
select exists (select from closed)
