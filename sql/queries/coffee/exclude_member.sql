-- A member does not want to meet another. Outcomes: ok, self, unknown_member, too_many_exclusions.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: other_id bigint
-- column: outcome text
select exclude_from_coffee($1, $2, $3)
