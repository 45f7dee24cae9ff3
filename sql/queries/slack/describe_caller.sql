-- In which language somebody in Slack is answered, and whether they are a member.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: known bool
-- column: member bool
-- column: locale text
-- column: team_space_id bigint?
-- column: member_id bigint?
select caller.team_space_id is not null, caller.member_id is not null, caller.locale, caller.team_space_id, caller.member_id
from slack_caller($1, $2, $3) as caller
