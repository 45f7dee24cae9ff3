-- Where somebody in Slack writes today's note, and the one that stands there.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: team_space_id bigint?
-- column: member_id bigint?
-- column: on_date date?
-- column: locale text
-- column: tz text?
-- column: support_contact text?
-- column: note_sealed bytea?
-- column: note_key_id text?
select own.team_space_id, own.member_id, own.on_date, own.locale, own.tz, own.support_contact, own.note_sealed, own.note_key_id
from own_check_in($1, $2, $3) as own
