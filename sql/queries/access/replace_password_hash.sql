-- Stores a password's hash anew, made with other parameters; false when the password was changed meanwhile.
--
-- kind: write
-- process: nginx
-- plan: member_password_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: old_hash text
-- param: new_hash text
-- column: replaced bool
with replaced as (
    update member_password password
    set password_hash = $4
    where password.team_space_id = $1 and password.member_id = $2 and password.password_hash = $3
    returning 1
)
select exists (select from replaced)
