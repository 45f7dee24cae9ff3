-- The preview of an announcement, submitted. Outcomes as announcements/send_announcement, and unknown_workspace, not_member,
-- not_allowed, asked (subject: how many may approve it), no_approver. send_at: when it goes out, if not at once.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: id bigint
-- param: version int
-- param: request_id text
-- column: outcome text
-- column: subject text?
-- column: locale text
-- column: send_at text?
select sent.outcome, sent.subject, sent.locale, sent.send_at
from send_announcement_from_slack($1, $2, $3, $4, $5, $6) as sent
