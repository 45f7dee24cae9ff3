-- Tells whoever watches an answer being made what is done for it: {"step": ...}. False: nobody watches.
--
-- kind: write
-- process: worker
-- plan: slack_stream_pkey
-- param: team_space_id bigint
-- param: question_id bigint
-- param: step text
-- column: watched bool
with watched as (
    update slack_stream stream
    set progress = stream.progress || $3::text::jsonb, due_at = now()
    where stream.team_space_id = $1 and stream.question_id = $2 and stream.state in ('opening', 'open')
          and jsonb_array_length(stream.progress) < 20
    returning 1
)
select exists (select from watched)
