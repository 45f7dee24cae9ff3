-- The rules of recognition, for the form in which an administrator changes them. Outcomes: ok, unknown_workspace, not_member,
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
-- column: period text?
-- column: points int?
-- column: next_since date?
-- column: shortest_message int?
-- column: pair_gifts_a_day int?
-- column: pair_percent int?
-- column: leaderboards bool?
-- column: version int?
select known.outcome, known.locale, known.period, known.points, known.next_since, known.shortest_message,
       known.pair_gifts_a_day, known.pair_percent, known.leaderboards, known.version
from allowance_in_slack($1, $2, $3) as known
