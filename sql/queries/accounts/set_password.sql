-- Sets a member's password in the operator's name; see sql/functions/accounts/set_password.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: slug text
-- param: email text
-- param: password_hash text
-- column: outcome text
select outcome from set_password($1, $2, $3)
