-- How far a browser's sign-in is; outcome opened: with a session that there was not before. And who is signing in, once that
-- is known.
--
-- kind: write
-- process: nginx
-- plan: slack_sign_in_pkey member_pkey
-- param: browser_hash bytea
-- param: id_hash bytea
-- param: idle_seconds int
-- param: absolute_seconds int
-- param: ip text?
-- param: user_agent text?
-- column: outcome text
-- column: error text?
-- column: name text?
select opened.outcome, opened.error,
       (select member.name
        from slack_sign_in sign_in
        join member on member.team_space_id = sign_in.team_space_id and member.id = sign_in.member_id
        where sign_in.browser_hash = $1)
from open_slack_session($1, $2, $3, $4, $5, $6) as opened
