-- Who of a user group in Slack may get somebody's kudos: the members behind these users, without whoever asks.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: user_ids text[]
-- param: limit int
-- column: id bigint
-- column: name text
select found.id, found.name
from find_group_members($1, $2, $3, $4, $5) as found
