-- What was decided of a group's check-ins, the newest period first.
--
-- kind: read
-- process: nginx
-- plan: released_cell_by_group
-- param: team_space_id bigint
-- param: grain text
-- param: group_kind text
-- param: group_id bigint
-- param: before_date date
-- param: limit int
-- param: offset int
-- column: period_start date
-- column: released bool
-- column: reason text?
-- column: mean float8?
-- column: participation int?
-- column: members_from int?
-- column: k int
select cell.period_start, cell.released, cell.reason, cell.mean, cell.participation, cell.members_from, cell.k
from released_cell cell
where cell.team_space_id = $1 and cell.subject = 'check_ins' and cell.grain = $2 and cell.group_kind = $3
      and cell.group_id = $4 and cell.period_start < $5
order by cell.period_start desc
limit $6 offset $7
