-- The company values that kudos can be given for, in the company's order.
--
-- kind: read
-- process: nginx
-- plan: company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- column: name text
-- column: name_ko text?
-- column: emoji text?
-- column: description text?
select value.name, value.name_ko, value.emoji, value.description
from company_value value
where value.team_space_id = $1 and value.active
order by value.sort, value.id
