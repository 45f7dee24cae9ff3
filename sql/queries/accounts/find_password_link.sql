-- The password that a link replaces, if there is one; no row for a link that opens nothing.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: password_link_by_token member_pkey|member_by_email team_space_pkey member_password_pkey
-- param: token_hash bytea
-- column: password_hash text?
select password.password_hash
from password_link link
join team_space on team_space.id = link.team_space_id and team_space.status = 'active'
join member on member.team_space_id = link.team_space_id and member.id = link.member_id and member.status <> 'left'
               and member.email_key = link.email_key
left join member_password password on password.team_space_id = link.team_space_id and password.member_id = link.member_id
where link.token_hash = $1 and link.expires_at > now()
