-- Makes a member an owner in the operator's name; see sql/functions/accounts/appoint_owner.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: slug text
-- param: email text
-- column: outcome text
select outcome from appoint_owner($1, $2)
