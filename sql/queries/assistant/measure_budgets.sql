-- How far the assistant's budgets of today are drawn on, for the metrics: the largest share that a team space has spent, and
-- the calls of all of them that were not made because the budget was spent.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_budget_pkey
-- column: largest_share float8
-- column: refused bigint
select coalesce(max(budget.used::float8 / nullif(budget.cap, 0)), 0), coalesce(sum(budget.refused), 0)::bigint
from team_space
join assistant_budget budget
    on budget.team_space_id = team_space.id and budget.on_date = (now() at time zone team_space.tz)::date
