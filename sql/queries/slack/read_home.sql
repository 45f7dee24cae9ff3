-- What App Home shows a person; the last kudos received are four arrays side by side, an anonymous giver is '', and so is
-- the link of one that no reaction gave; mood is
-- null as long as they have not said. No row when the workspace is unknown.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: limit int
-- column: team_space_id bigint
-- column: locale text
-- column: allowance_left int?
-- column: received bigint
-- column: given bigint
-- column: kudos_givers text[]
-- column: kudos_values text[]
-- column: kudos_messages text[]
-- column: mood int?
-- column: kudos_links text[]
select home.team_space_id, home.locale, home.allowance_left, home.received, home.given, home.kudos_givers,
       home.kudos_values, home.kudos_messages, home.mood, home.kudos_links
from read_home($1, $2, $3, $4) as home
