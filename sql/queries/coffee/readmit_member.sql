-- A member may meet another again; false when nothing kept them apart.
--
-- kind: write
-- process: nginx
-- plan: coffee_exclusion_pkey|coffee_exclusion_by_other
-- param: team_space_id bigint
-- param: member_id bigint
-- param: other_id bigint
-- column: removed bool
with removed as (
    delete from coffee_exclusion exclusion
    where exclusion.team_space_id = $1 and exclusion.member_id = $2 and exclusion.other_id = $3
    returning 1
)
select exists (select from removed)
