-- Gives the lease of a stream back, which is due again after a pause, or at once when it was woken meanwhile.
--
-- kind: write
-- process: worker
-- plan: slack_stream_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- param: run int
-- param: pause_seconds float8
-- param: failed bool
update slack_stream stream
set leased_until = '-infinity', tries = case when $5::bool then stream.tries else 0 end,
    due_at = case when stream.due_at <= now() and not $5::bool then stream.due_at else now() + $4::float8 * interval '1 second' end
where stream.team_space_id = $1 and stream.question_id = $2 and stream.run = $3::int and stream.state <> 'ended'
