-- Leases the stream that is due for longest, of any workspace; no row when none is. It is looked at again 30 seconds later
-- in any case. calling: what an earlier holder has begun to call, with nobody knowing what came of it. progress: JSON. told: the
-- answer is a message already, of a worker that knew no streams.
--
-- kind: write
-- process: worker
-- plan: slack_stream_due slack_stream_pkey slack_message_dedupe
-- param: lease_seconds int
-- column: team_space_id bigint
-- column: question_id bigint
-- column: team_id text
-- column: enterprise_id text?
-- column: channel text
-- column: thread_ts text
-- column: language text
-- column: state text
-- column: ts text?
-- column: calling text?
-- column: progress text
-- column: shown int
-- column: parts int
-- column: broken text?
-- column: run int
-- column: tries int
-- column: told bool
with due as (
    select waiting.team_space_id, waiting.question_id
    from slack_stream waiting
    where waiting.due_at <= now() and waiting.leased_until <= now() and waiting.state <> 'ended'
    order by waiting.due_at
    limit 1
    for no key update skip locked
)
update slack_stream stream
set run = stream.run + 1, tries = stream.tries + 1, leased_until = now() + $1::int * interval '1 second',
    due_at = now() + interval '30 seconds'
from due
where stream.team_space_id = due.team_space_id and stream.question_id = due.question_id
returning stream.team_space_id, stream.question_id, stream.team_id, stream.enterprise_id, stream.channel, stream.thread_ts,
          stream.language, stream.state, stream.ts, stream.calling, stream.progress::text, stream.shown, stream.parts, stream.broken,
          stream.run, stream.tries,
          exists (select from slack_message message
                  where message.team_space_id = stream.team_space_id and message.dedupe_key = 'answer/' || stream.question_id)
