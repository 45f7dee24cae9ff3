-- Says whether a member wants their notes read by a model; without, their cards go.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: wanted bool
-- column: wanted bool
select put_feeling_preference($1, $2, $3)
