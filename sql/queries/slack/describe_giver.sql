-- What the answer to somebody's command, or a form of theirs, is written with: their language, what is left of their
-- allowance (null: not a member), and what a kudos may be for. No row when the workspace is unknown.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: locale text
-- column: allowance_left int?
-- column: value_ids bigint[]
-- column: value_names text[]
select giver.locale, giver.allowance_left, giver.value_ids, giver.value_names
from describe_giver($1, $2, $3) as giver
