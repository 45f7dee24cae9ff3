-- Takes an attempt to say one's old password; see sql/functions/accounts/take_password_attempt.sql.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- column: locked_until timestamptz?
select locked_until from take_password_attempt($1, $2)
