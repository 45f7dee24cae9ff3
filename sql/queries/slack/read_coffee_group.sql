-- What a group whose conversation is open is introduced with; names, user_ids and locales side by side.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: round_id bigint
-- param: group_no int
-- column: team_id text
-- column: program text
-- column: names text[]
-- column: user_ids text[]
-- column: locales text[]
-- column: value_ko text?
-- column: value_en text?
-- column: team_ko text?
-- column: team_en text?
-- column: department_ko text?
-- column: department_en text?
-- column: location_ko text?
-- column: location_en text?
-- column: hired_year int?
select told.team_id, told.program, told.names, told.user_ids, told.locales, told.value_ko, told.value_en, told.team_ko,
       told.team_en, told.department_ko, told.department_en, told.location_ko, told.location_en, told.hired_year
from read_coffee_group($1, $2, $3) as told
