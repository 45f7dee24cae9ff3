-- Whom a mail about somebody's way to sign in greets; no row for who is there no longer.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: member_pkey team_space_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: name text
-- column: locale text
-- column: team_space_name text
-- column: email text
select member.name, coalesce(member.locale, team_space.locale), team_space.name, member.email
from member
join team_space on team_space.id = $1 and team_space.status = 'active'
where member.team_space_id = $1 and member.id = $2
