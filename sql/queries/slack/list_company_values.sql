-- All values of a company, for the form in which an administrator chooses one. Outcomes: ok, unknown_workspace, not_member,
-- not_administrator.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: outcome text
-- column: locale text
-- column: value_ids bigint[]
-- column: names text[]
-- column: active bool[]
select known.outcome, known.locale, known.value_ids, known.names, known.active
from values_in_slack($1, $2, $3) as known
