-- One company value.
--
-- kind: read
-- process: nginx
-- plan: company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: id bigint
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
where value.team_space_id = $1 and value.id = $2
