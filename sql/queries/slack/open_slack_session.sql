-- How far a browser's sign-in is; outcome opened: with a session that there was not before. And who is signing in, once that
-- is known.
--
-- kind: write
-- process: nginx
-- plan: none (functions; the plans inside them are checked too)
-- param: browser_hash bytea
-- param: id_hash bytea
-- param: idle_seconds int
-- param: absolute_seconds int
-- param: ip text?
-- param: user_agent text?
-- column: outcome text
-- column: error text?
-- column: name text?
select opened.outcome, opened.error, sign_in_name($1)
from open_slack_session($1, $2, $3, $4, $5, $6) as opened
