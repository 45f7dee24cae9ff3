-- Gives back the attempt that take_password_attempt has taken, when no password was compared.
--
-- kind: write
-- process: nginx
-- plan: login_failure_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
update login_failure
set failed_at = login_failure.failed_at[2:], locked_until = null, updated_at = now()
from member
where member.team_space_id = $1 and member.id = $2
      and login_failure.team_space_id = $1 and login_failure.email_key = member.email_key || E'\nsigned in'
