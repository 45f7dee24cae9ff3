-- Corrects what an announcement says that has begun, or asks others to approve that; null keeps what stands there. Outcomes:
-- ok, asked, not_found, version_mismatch, state (subject: which), no_approver, missing_text,
-- texts_too_long.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: id bigint
-- param: version int
-- param: title_ko text?
-- param: title_en text?
-- param: body_ko text?
-- param: body_en text?
-- param: request_id text
-- column: outcome text
-- column: subject text?
select corrected.outcome, corrected.subject
from correct_sent_announcement($1, $2, $3, $4, $5, $6, $7, $8, $9, true) as corrected
