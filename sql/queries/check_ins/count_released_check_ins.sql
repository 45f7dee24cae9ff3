-- How many periods of a group's check-ins are decided.
--
-- kind: read
-- process: nginx
-- plan: released_cell_by_group
-- param: team_space_id bigint
-- param: grain text
-- param: group_kind text
-- param: group_id bigint
-- column: total bigint
select count(*)
from released_cell cell
where cell.team_space_id = $1 and cell.subject = 'check_ins' and cell.grain = $2 and cell.group_kind = $3
      and cell.group_id = $4
