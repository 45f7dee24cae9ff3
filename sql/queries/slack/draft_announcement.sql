-- The form for an announcement, submitted: a draft, and what sending it would mean. Outcomes as announcements/create_announcement,
-- and unknown_workspace, not_member, not_allowed, state, past_date, past_time, too_far. send_on: "2026-12-01"; send_time:
-- "09:30".
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: title_ko text?
-- param: title_en text?
-- param: body_ko text?
-- param: body_en text?
-- param: audience text
-- param: channels text[]
-- param: require_ack bool
-- param: view_id text
-- param: request_id text
-- param: send_on text?
-- param: send_time text?
-- param: post_in text[]
-- column: outcome text
-- column: subject text?
-- column: locale text
-- column: announcement_id bigint?
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
select drafted.outcome, drafted.subject, drafted.locale, drafted.announcement_id, drafted.version, drafted.recipients,
       drafted.in_slack, drafted.by_email, drafted.unreached, drafted.quiet, drafted.approval_required, drafted.seconds,
       drafted.send_at,
       (select audience_text(caller.team_space_id, $8::text::jsonb, drafted.locale) from slack_caller($1, $2, $3) as caller
        where drafted.outcome = 'ok')
from draft_announcement_from_slack($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11, $12,
                                   $13::text::date, $14::text::time, $15) as drafted
