-- A member's open sessions, the latest first; `current` is the one that asks.
--
-- kind: read
-- process: nginx
-- plan: session_by_member|session_by_id
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id_hash bytea
-- column: id bigint
-- column: created_at timestamptz
-- column: idle_expires_at timestamptz
-- column: expires_at timestamptz
-- column: ip text?
-- column: user_agent text?
-- column: current bool
select session.id, session.created_at, session.idle_expires_at, session.expires_at, session.ip, session.user_agent,
       session.id_hash = $3
from session
where session.team_space_id = $1 and session.member_id = $2 and session.idle_expires_at > now()
order by session.id desc
limit 500
