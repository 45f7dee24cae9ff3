-- What was released of a group's check-ins for the periods that begin between two days, the latest first. `change` is from
-- the released period before.
--
-- kind: read
-- process: nginx
-- plan: released_cell_by_group
-- param: team_space_id bigint
-- param: group_kind text
-- param: group_id bigint
-- param: grain text
-- param: from_day date
-- param: until_day date
-- column: period_start date
-- column: released bool
-- column: reason text?
-- column: mean float8?
-- column: change float8?
-- column: participation int?
-- column: members_from int?
-- column: k int
select cell.period_start, cell.released, cell.reason, cell.mean,
       round((cell.mean - lag(cell.mean) over (partition by cell.released order by cell.period_start))::numeric, 1)::float8,
       cell.participation, cell.members_from, cell.k
from released_cell cell
where cell.team_space_id = $1 and cell.subject = 'check_ins' and cell.group_kind = $2 and cell.group_id = $3
      and cell.grain = $4 and cell.period_start >= $5 and cell.period_start < $6
order by cell.period_start desc
limit 200
