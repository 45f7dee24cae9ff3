-- Gives kudos, or says why not. Outcomes: ok, replayed (kudos_id is the earlier gift), key_reused, unknown_giver,
-- no_recipients, too_many_recipients, self_kudos, duplicate_recipient, unknown_recipient, inactive_recipient,
-- unknown_value, invalid_points, invalid_message, invalid_visibility, allowance_exceeded; subject names what a refusal
-- is about (a name, an id, the cost).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: giver_id bigint
-- param: recipient_ids bigint[]
-- param: value_name text
-- param: points int
-- param: message text
-- param: visibility text
-- param: idempotency_key text?
-- param: request_hash bytea?
-- column: outcome text
-- column: kudos_id bigint?
-- column: allowance_left int?
-- column: subject text?
-- column: id bigint?
-- column: giver_id bigint?
-- column: giver_name text?
-- column: giver_name_en text?
-- column: giver_avatar_url text?
-- column: value_name text?
-- column: message text?
-- column: points int?
-- column: visibility text?
-- column: source text?
-- column: created_at timestamptz?
-- column: edited_at timestamptz?
-- column: version int?
-- column: boosts int?
-- column: boost_points int?
-- column: my_boost int?
-- column: mine bool?
-- column: recipients text?
-- column: slack_permalink text?
select given.outcome, given.kudos_id, given.allowance_left, given.subject,
       given.id, given.giver_id, given.giver_name, given.giver_name_en, given.giver_avatar_url, given.value_name,
       given.message, given.points, given.visibility, given.source, given.created_at, given.edited_at, given.version,
       given.boosts, given.boost_points, given.my_boost, given.mine, given.recipients, given.slack_permalink
from give_kudos($1, $2, $3, $4, $5, $6, $7, $8, $9) as given
