-- How many holidays lie between two days.
--
-- kind: read
-- process: nginx
-- plan: holiday_pkey
-- param: team_space_id bigint
-- param: from_date date
-- param: to_date date
-- column: total bigint
select count(*) from holiday where holiday.team_space_id = $1 and holiday.on_date between $2 and $3
