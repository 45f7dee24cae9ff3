-- Who a session belongs to, when it is open and its member may still log in. A session may do all that its role may
-- (scope `*`).
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: session_pkey member_pkey team_space_pkey
-- param: id_hash bytea
-- column: team_space_id bigint
-- column: member_id bigint
-- column: role text
-- column: locale text
-- column: expires_at timestamptz
-- column: idle_expires_at timestamptz
-- column: scopes text[]
-- column: grants text[]
select session.team_space_id, session.member_id, member_role(session.team_space_id, session.member_id),
       coalesce(member.locale, team_space.locale), session.expires_at, session.idle_expires_at, array['*'],
       member_grants(session.team_space_id, session.member_id)
from session
join member on member.team_space_id = session.team_space_id and member.id = session.member_id
               and member.status in ('active', 'on_leave')
join team_space on team_space.id = session.team_space_id and team_space.status = 'active'
where session.id_hash = $1 and session.idle_expires_at > now()
