-- Suspends a team space, or lets it go on; see sql/functions/accounts/set_team_space_status.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: slug text
-- param: status text
-- column: outcome text
select outcome from set_team_space_status($1, $2)
