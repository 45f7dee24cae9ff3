-- What a member's old password is checked against; no row without a password.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: member_password_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: password_hash text
select password.password_hash
from member_password password
where password.team_space_id = $1 and password.member_id = $2
