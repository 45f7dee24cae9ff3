-- Has a link mailed to whoever has an address, if anybody; see sql/functions/accounts/forgot_password.sql.
--
-- kind: write
-- process: nginx
-- plan: none (a function)
-- param: slug text
-- param: email text
-- param: request_id text?
-- column: outcome text
select outcome from forgot_password($1, $2, $3)
