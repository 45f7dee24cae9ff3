-- There is news for a question's stream: what came of it. False: it has none, or one that has ended and told something else.
--
-- kind: write
-- process: worker
-- plan: slack_stream_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- param: outcome text
-- column: brings_it bool
with stream_with_it as (
    update slack_stream stream
    set due_at = now()
    where stream.team_space_id = $1 and stream.question_id = $2
          -- Only a failure is followed by anything else, at an operator's retry.
          and (stream.state <> 'ended' or (stream.outcome = 'failed') = ($3 = 'failed'))
    returning 1
)
select exists (select from stream_with_it)
