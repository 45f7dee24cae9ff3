-- The form with a draft that there is, submitted, and what sending it would mean. Outcomes as
-- announcements/change_announcement, and unknown_workspace, not_member, not_allowed, past_date, past_time, too_far. audience
-- null: as it is; send_on: "2026-12-01"; send_time: "09:30". elsewhere: channels of other workspaces, in which it is posted as well.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: version int
-- param: title_ko text?
-- param: title_en text?
-- param: body_ko text?
-- param: body_en text?
-- param: audience text?
-- param: channels text[]
-- param: require_ack bool
-- param: request_id text
-- param: send_on text?
-- param: send_time text?
-- param: post_in text[]
-- column: outcome text
-- column: subject text?
-- column: locale text
-- column: version int?
-- column: recipients bigint?
-- column: in_slack bigint?
-- column: by_email bigint?
-- column: unreached bigint?
-- column: quiet bigint?
-- column: approval_required bool?
-- column: seconds int?
-- column: send_at text?
-- column: audience text?
-- column: elsewhere text[]
select edited.outcome, edited.subject, edited.locale, edited.version, edited.recipients, edited.in_slack, edited.by_email,
       edited.unreached, edited.quiet, edited.approval_required, edited.seconds, edited.send_at, edited.audience,
       channels_elsewhere($1, $2, $4)
from edit_announcement_from_slack($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb, $11, $12, $13,
                                  $14::text::date, $15::text::time, $16) as edited
