-- Whom somebody in Slack asks for with /who: by a mention (asked_user_id), or by q. Nobody for who is no member.
--
-- kind: read
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: asked_user_id text?
-- param: q text
-- param: limit int
-- column: name text
-- column: other_name text?
-- column: title text?
-- column: department text?
-- column: location text?
-- column: hired_on date?
-- column: user_id text?
-- column: manager text?
-- column: manager_user_id text?
select found.name, found.other_name, found.title, found.department, found.location, found.hired_on, found.user_id, found.manager,
       found.manager_user_id
from find_colleagues($1, $2, $3, $4, $5, $6) as found
