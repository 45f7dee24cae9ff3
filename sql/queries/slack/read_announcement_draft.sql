-- What the form of an announcement is filled in with, beside what slack/read_announcement says; no row when there is none.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: locale text
-- param: tz text
-- column: state text
-- column: version int
-- column: audience text
-- column: audience_value text?
-- column: channels text[]
-- column: send_on text?
-- column: send_time text?
select draft.state, draft.version, draft.audience, draft.audience_value, draft.channels, draft.send_on, draft.send_time
from read_announcement_draft($1, $2, $3, $4) as draft
