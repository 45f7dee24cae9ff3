-- Whom somebody may tell something: "all", "department/12", "team/3", "location/4". Nothing for who may not.
--
-- kind: read
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: q text
-- param: limit int
-- column: kind text
-- column: value text
-- column: name text
-- column: locale text
select audience.kind, audience.value, audience.name, audience.locale
from suggest_audiences($1, $2, $3, $4, $5) as audience
