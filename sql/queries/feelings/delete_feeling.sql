-- Deletes the card of a member's own check-in; the check-in stays.
--
-- kind: write
-- process: nginx
-- plan: feeling_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: on_date date
-- column: on_date date
delete from feeling card
where card.team_space_id = $1 and card.member_id = $2 and card.on_date = $3
returning card.on_date
