-- Gives kudos from the /kudos command. Outcomes as hr/give_kudos, and unknown_workspace; subject of an unknown
-- recipient is the Slack user id. locale is the giver's; value_names are what may stand after the #.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: giver_user_id text
-- param: recipient_user_ids text[]
-- param: value_name text?
-- param: points int
-- param: message text
-- param: trigger_id text
-- param: request_hash bytea
-- column: outcome text
-- column: kudos_id bigint?
-- column: allowance_left int?
-- column: subject text?
-- column: locale text
-- column: recipient_names text[]
-- column: value_names text[]
select given.outcome, given.kudos_id, given.allowance_left, given.subject, given.locale, given.recipient_names,
       given.value_names
from give_kudos_from_slack($1, $2, $3, $4, $5, $6, $7, $8, $9) as given
