-- The company values in the company's order: those that kudos can be given for, those out of use, or all (null); of
-- these those named like q.
--
-- kind: read
-- process: nginx
-- plan: company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: active bool?
-- param: q text?
-- column: id bigint
-- column: name text
-- column: name_ko text?
-- column: emoji text?
-- column: description text?
-- column: sort int
-- column: active bool
-- column: version int
select value.id, value.name, value.name_ko, value.emoji, value.description, value.sort, value.active, value.version
from company_value value
where value.team_space_id = $1 and ($2::bool is null or value.active = $2)
      and ($3::text is null or strpos(department_search_text(coalesce(value.name_ko, value.name), value.name), fold_text($3)) > 0)
order by value.sort, value.id
