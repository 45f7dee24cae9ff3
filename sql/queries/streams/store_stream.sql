-- After a call for a stream: how it stands now; a lease that has changed nothing stays a try. False: the lease is another's.
--
-- kind: write
-- process: worker
-- plan: slack_stream_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- param: run int
-- param: state text
-- param: ts text?
-- param: shown int
-- param: parts int
-- param: broken text?
-- param: lease_seconds int
-- column: held bool
with stored as (
    update slack_stream stream
    set state = $4, ts = $5, shown = $6::int, parts = $7::int, broken = $8, calling = null,
        tries = case when (stream.state, stream.ts, stream.shown, stream.parts, stream.broken)
                          is distinct from ($4, $5, $6::int, $7::int, $8) then 0 else stream.tries end,
        leased_until = now() + $9::int * interval '1 second'
    where stream.team_space_id = $1 and stream.question_id = $2 and stream.run = $3::int and stream.state <> 'ended'
    returning 1
)
select exists (select from stored)
