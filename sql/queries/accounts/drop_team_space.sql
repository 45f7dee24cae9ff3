-- Takes a team space away that nobody has used; see sql/functions/accounts/drop_team_space.sql. For who owns the tables.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: slug text
-- column: outcome text
-- column: obstacles text
select outcome, array_to_string(obstacles, ', ') from drop_team_space($1)
