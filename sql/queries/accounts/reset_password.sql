-- Sets a password by a link; see sql/functions/accounts/reset_password.sql.
--
-- kind: write
-- process: nginx
-- plan: none (a function)
-- param: token_hash bytea
-- param: password_hash text
-- param: request_id text?
-- column: outcome text
select outcome from reset_password($1, $2, $3)
