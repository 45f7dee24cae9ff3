-- One value, for the form in which an administrator changes it. Outcomes: ok, unknown_workspace, not_member,
-- not_administrator, not_found.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: value_id bigint
-- column: outcome text
-- column: locale text
-- column: name text?
-- column: name_ko text?
-- column: emoji text?
-- column: active bool?
-- column: version int?
select known.outcome, known.locale, known.name, known.name_ko, known.emoji, known.active, known.version
from value_in_slack($1, $2, $3, $4) as known
