-- How far a browser's sign-in is; outcome opened: with a session that there was not before.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: browser_hash bytea
-- param: id_hash bytea
-- param: idle_seconds int
-- param: absolute_seconds int
-- param: ip text?
-- param: user_agent text?
-- column: outcome text
-- column: error text?
select opened.outcome, opened.error
from open_slack_session($1, $2, $3, $4, $5, $6) as opened
