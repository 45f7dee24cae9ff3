-- Shows a member's own card to these members and to nobody else. Outcomes: ok, no_card, unknown_member (refused_id).
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: feeling_id bigint
-- param: recipient_ids bigint[]
-- param: cards_sealed bytea[]
-- param: card_key_id text
-- column: outcome text
-- column: refused_id bigint?
select shared.outcome, shared.refused_id
from share_feeling($1, $2, $3, $4, $5, $6) as shared
