-- There is news for a question's stream. False: it has none, or one that has ended.
--
-- kind: write
-- process: worker
-- plan: slack_stream_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- column: woken bool
with woken as (
    update slack_stream stream
    set due_at = now()
    where stream.team_space_id = $1 and stream.question_id = $2 and stream.state <> 'ended'
    returning 1
)
select exists (select from woken)
