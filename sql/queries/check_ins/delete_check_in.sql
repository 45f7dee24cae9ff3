-- Deletes a member's own check-in of any day.
--
-- kind: write
-- process: nginx
-- plan: mood_entry_pkey|mood_entry_by_day
-- param: team_space_id bigint
-- param: member_id bigint
-- param: on_date date
-- column: on_date date
delete from mood_entry entry
where entry.team_space_id = $1 and entry.member_id = $2 and entry.on_date = $3
returning entry.on_date
