-- Gives kudos for a reaction, when its emoji is a value's. Outcomes, and what its giver is told: functions/slack/give_kudos_by_reaction.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: author_user_id text
-- param: reaction text
-- param: channel text
-- param: message_ts text
-- param: told_at text
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: allowance_left int?
-- column: subject text?
-- column: author_name text?
-- column: value_name text?
select given.outcome, given.team_space_id, given.locale, given.allowance_left, given.subject, given.author_name,
       given.value_name
from give_kudos_by_reaction($1, $2, $3, $4, $5, $6, $7, $8) as given
