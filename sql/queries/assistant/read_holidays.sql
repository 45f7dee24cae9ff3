-- The team space's first holidays from one day to another, a year apart at most.
--
-- kind: read
-- process: worker
-- plan: holiday_pkey
-- param: team_space_id bigint
-- param: from_date date
-- param: to_date date
-- param: limit int
-- column: on_date date
-- column: name text
-- column: name_en text?
select holiday.on_date, holiday.name, holiday.name_en
from holiday
where holiday.team_space_id = $1 and holiday.on_date between $2 and least($3, $2 + 366)
order by holiday.on_date
limit $4::int
