-- After a call for a stream: how it stands now. False: the lease is another's.
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
    set state = $4, ts = $5, shown = $6::int, parts = $7::int, broken = $8, calling = null, tries = 0,
        leased_until = now() + $9::int * interval '1 second'
    where stream.team_space_id = $1 and stream.question_id = $2 and stream.run = $3::int and stream.state <> 'ended'
    returning 1
)
select exists (select from stored)
