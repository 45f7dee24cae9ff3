-- A page of the team space's holidays between two days; the first page begins after the day before `from_date`.
--
-- kind: read
-- process: nginx
-- plan: holiday_pkey
-- param: team_space_id bigint
-- param: from_date date
-- param: to_date date
-- param: after_on date
-- param: limit int
-- param: offset int
-- column: on_date date
-- column: name text
-- column: name_en text?
-- column: substitute bool
-- column: version int
select holiday.on_date, holiday.name, holiday.name_en, holiday.substitute, holiday.version
from holiday
where holiday.team_space_id = $1 and holiday.on_date between $2 and $3 and holiday.on_date > $4
order by holiday.on_date
limit $5::int offset $6::int
