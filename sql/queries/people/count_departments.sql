-- How many departments there are, or right inside one, or named like q.
--
-- kind: read
-- process: nginx
-- plan: department_pkey|department_by_parent|department_by_name
-- param: team_space_id bigint
-- param: parent_id bigint?
-- param: q text?
-- column: total bigint
select count(*)
from department
where department.team_space_id = $1 and ($2::bigint is null or department.parent_id = $2)
      and ($3::text is null or strpos(department.search_text, fold_text($3)) > 0)
