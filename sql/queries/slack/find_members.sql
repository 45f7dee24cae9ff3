-- Which members people in a workspace are, in the order in which they are named; null for who is none.
--
-- kind: read
-- process: nginx
-- plan: none (functions; the plans inside them are checked too)
-- param: team_space_id bigint
-- param: team_id text
-- param: enterprise_id text?
-- param: user_ids text[]
-- column: member_id bigint?
select slack_member($1, $2, home.enterprise_id, named.user_id)
from slack_home($2, $3) as home
cross join unnest($4) with ordinality as named(user_id, place)
order by named.place
