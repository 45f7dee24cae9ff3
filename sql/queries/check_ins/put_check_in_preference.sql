-- Says when a member wants to be asked.
--
-- kind: write
-- process: nginx
-- plan: none (an insert by the primary key)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: asked bool
-- param: weekdays int[]
-- param: at_minute int
-- param: snoozed_until date?
-- column: version int
insert into check_in_preference as said (team_space_id, member_id, asked, weekdays, at_minute, snoozed_until)
values ($1, $2, $3, $4, $5, $6)
on conflict (team_space_id, member_id) do update
    set asked = excluded.asked, weekdays = excluded.weekdays, at_minute = excluded.at_minute,
        snoozed_until = excluded.snoozed_until
returning said.version
