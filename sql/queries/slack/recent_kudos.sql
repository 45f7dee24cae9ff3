-- The last kudos that a member gave or received, or with to_take_back those that they gave and may take back, newest first; people is ''
-- for one who gave anonymously.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: limit int
-- param: to_take_back bool
-- column: id bigint
-- column: is_given bool
-- column: people text
-- column: value text
-- column: message text
-- column: points int
-- column: on_date date
-- column: link text?
-- column: can_take_back bool
select latest.id, latest.is_given, latest.people, latest.value, latest.message, latest.points, latest.on_date, latest.link,
       latest.can_take_back
from recent_kudos($1, $2, $3, $4, $5) as latest
