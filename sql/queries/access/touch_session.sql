-- Moves the idle end of an open session away, never past its absolute end; null when it is no longer open.
--
-- kind: write
-- process: nginx
-- plan: session_pkey
-- param: id_hash bytea
-- param: idle_seconds int
-- column: idle_expires_at timestamptz?
with touched as (
    update session
    set idle_expires_at = greatest(session.idle_expires_at,
                                   least(now() + $2::int * interval '1 second', session.expires_at))
    where session.id_hash = $1 and session.idle_expires_at > now()
    returning session.idle_expires_at
)
select (select idle_expires_at from touched)
