-- Writes a draft, or says why not. Outcomes: ok, replayed, key_reused, missing_text and texts_too_long (subject: the field), quiet_hours
-- (subject: the field), unknown_department, unknown_team, unknown_location, unknown_member (subject: the id), unknown_workspace
-- (subject: the place in slack_channels, a JSON array of {team_id, channel}).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: author_id bigint
-- param: title_ko text?
-- param: title_en text?
-- param: body_ko text?
-- param: body_en text?
-- param: audience text
-- param: channels text[]
-- param: require_ack bool
-- param: quiet_from text?
-- param: quiet_until text?
-- param: idempotency_key text?
-- param: request_hash bytea?
-- param: request_id text
-- param: slack_channels text?
-- column: outcome text
-- column: announcement_id bigint?
-- column: subject text?
select made.outcome, made.announcement_id, made.subject
from create_announcement($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10::text::time, $11::text::time, $12, $13, $14,
                         $15::text::jsonb)
     as made
