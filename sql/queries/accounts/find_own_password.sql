-- What a member's old password is checked against, and whether too many wrong ones were tried; no row without a password.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: member_pkey member_password_pkey login_failure_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: password_hash text
-- column: email text
-- column: locked_until timestamptz?
select password.password_hash, member.email,
       case when failure.locked_until > now() then failure.locked_until end
from member
join member_password password on password.team_space_id = $1 and password.member_id = member.id
left join login_failure failure on failure.team_space_id = $1 and failure.email_key = member.email_key
where member.team_space_id = $1 and member.id = $2
