-- Queues the link of whoever has forgotten a password; see sql/functions/accounts/answer_forgotten_password.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: slug text
-- param: email text
-- param: request_id text?
-- column: outcome text
select outcome from answer_forgotten_password($1, $2, $3)
