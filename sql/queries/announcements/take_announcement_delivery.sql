-- The next message that is due and that the rate allows, now `sending`; no row when there is none.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: channel text
-- param: per_minute int
-- param: limit int
-- param: lease_seconds int
-- column: member_id bigint
-- column: purpose text
-- column: locale text
-- column: attempts int
-- column: email text
-- column: name text
select taken.member_id, taken.purpose, taken.locale, taken.attempts, taken.email, taken.name
from take_announcement_delivery($1, $2, $3, $4, $5, $6) as taken
