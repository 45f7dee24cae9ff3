-- How many locations there are, or are named like q.
--
-- kind: read
-- process: nginx
-- plan: location_by_name|location_pkey
-- param: team_space_id bigint
-- param: q text?
-- column: total bigint
select count(*)
from location
where location.team_space_id = $1
      and ($2::text is null or strpos(department_search_text(location.name, location.name_en), fold_text($2)) > 0)
