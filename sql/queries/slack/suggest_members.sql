-- The members whom somebody may mean while typing into a form in Slack, by name; locale is the reader's.
--
-- kind: read
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: q text
-- param: limit int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: title text?
-- column: department_name text?
-- column: locale text
select suggested.id, suggested.name, suggested.name_en, suggested.title, suggested.department_name, suggested.locale
from suggest_members($1, $2, $3, $4, $5) as suggested
